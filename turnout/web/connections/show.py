"""Which integrations there are, what they can do, and what is connected."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import render

from turnout.core.connect.installed import integrations
from turnout.core.connect.models import Connection
from turnout.core.people.permissions import Permission
from turnout.web.connections.words import installed, standing_of
from turnout.web.guard import SignedInRequest, guard

MOST = 500


@guard(Permission.CONNECTIONS_MANAGE)
def show(request: SignedInRequest) -> HttpResponse:
    by_kind: dict[str, list[Connection]] = defaultdict(list)
    for each in Connection.objects.present().select_related("created_by")[:MOST]:
        by_kind[each.kind].append(each)
    here = [installed(each, by_kind.pop(key, [])) for key, each in integrations().items()]
    context = {
        "integrations": [(each, [(one, standing_of(one)) for one in each.connections]) for each in here],
        "orphans": [each for some in by_kind.values() for each in some],  # their integration isn't installed
    }
    return render(request, "connections/show.html", context)
