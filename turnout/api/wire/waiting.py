"""How the API answers a change that waits for a second person: nothing of it holds yet."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from turnout.core.blueprints.models import PendingChange

ACCEPTED = 202


def waiting(change: PendingChange | None) -> HttpResponse:
    """What waits, and from when it can hold; an empty answer where nothing would be different."""
    if change is None:
        return HttpResponse(status=204)
    said = {
        "id": change.pk,
        "names": change.names,
        "holds_from": change.holds_from.isoformat(),
        "needs_second_person": change.takes_two and change.agreed_by_id is None,
        "message": _("It decides where reports go, so it waits: nothing has changed yet."),
    }
    return JsonResponse({"waiting_change": said}, status=ACCEPTED)
