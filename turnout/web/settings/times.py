"""The times an organization wants to know of its incidents, and how long it is from one to another."""

from django.http import HttpResponse
from django.shortcuts import render

from turnout.core.lib.kept import kept
from turnout.core.people.permissions import Permission
from turnout.incidents.incident.timestamps import name_of_moment
from turnout.incidents.models import Duration, Status, StatusCategory, Timestamp
from turnout.web.guard import SignedInRequest, guard
from turnout.web.settings.words import CATEGORIES


@guard(Permission.SETTINGS_MANAGE)
def show(request: SignedInRequest) -> HttpResponse:
    context = {
        "timestamps": [(each, _rule(each)) for each in Timestamp.objects.all()],
        "durations": [
            (each, name_of_moment(each.start), name_of_moment(each.end)) for each in Duration.objects.all()
        ],
    }
    return render(request, "settings/times.html", context)


def _rule(timestamp: Timestamp) -> str:
    """The step at which it is set; nothing for those set by hand."""
    sort, _colon, key = timestamp.set_by.partition(":")
    if sort == "category":
        return str(CATEGORIES[StatusCategory(key)])
    return next((each.name for each in kept(Status).values() if sort and each.key == key), key)
