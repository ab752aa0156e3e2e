"""Timestamps and durations an organization defines, beyond those every incident has."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

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
    """When it is set, as a sentence."""
    of, _colon, key = timestamp.set_by.partition(":")
    if not of:
        return _("Set by hand")
    if of == "category":
        category = CATEGORIES[StatusCategory(key)]
        return _("Set by the first status in the category “%(category)s”") % {"category": category}
    status = next((each.name for each in kept(Status).values() if each.key == key), key)
    return _("Set the first time the status becomes “%(status)s”") % {"status": status}
