"""One thing done to several picked incidents, each through its verb."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.lifecycles import first_status
from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.incident.actions.lifecycle import change_status
from turnout.incidents.models import Incident, StatusCategory
from turnout.web.guard import SignedInRequest, guard
from turnout.web.listing.show import page

MOST = 25


@guard(Permission.INCIDENTS_RESPOND, methods=("GET", "POST"))
def closures(request: SignedInRequest) -> HttpResponse:
    """Asks whether these are meant; once that's said, the list again, with what was done. Coming back to this
    address shows the list."""
    if request.method == "GET":
        return redirect(f"/incidents/?{request.GET.urlencode()}")
    numbers = [
        int(number) for number in request.POST.getlist("number") if number.isdecimal() and len(number) < 10
    ]
    picked = list(
        Incident.objects.visible_to(request.user).filter(number__in=numbers[:MOST]).order_by("number")
    )
    if picked and "sure" not in request.POST:
        query = request.GET.urlencode()
        shown = {"picked": picked, "query": query, "left_over": len(numbers) > MOST, "most": MOST}
        return render(request, "listing/closures.html", shown)
    refused = [(incident, reason) for incident in picked if (reason := _close(incident, request.user))]
    closed = len(picked) - len(refused)
    result = ngettext("%(n)s closed.", "%(n)s closed.", closed) % {"n": closed}
    if not picked:
        result = _("Nothing was picked. Tick the incidents you mean first.")
    elif len(numbers) > MOST:
        result += " " + _("The first %(most)s at a time; the others are as they were.") % {"most": MOST}
    return render(request, "listing/show.html", page(request, result=result, refused=refused[:20]))


def _close(incident: Incident, by: Person) -> str:
    """Close what is over; answers why not, where that can't be done."""
    if incident.category != StatusCategory.LEARNING:
        return _("only what is over and being reviewed can be closed here")
    try:
        change_status(
            incident, first_status(StatusCategory.CLOSED, incident.type), by=by, was=incident.status_id
        )
    except (NotPossible, ChangedMeanwhile) as error:
        return str(error)
    return ""
