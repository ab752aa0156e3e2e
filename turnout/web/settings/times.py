"""Timestamps and durations an organization defines, beyond those every incident has."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.categories import CATEGORIES
from turnout.incidents.incident.timestamps import time_name
from turnout.incidents.models import Duration, Status, StatusCategory, Timestamp
from turnout.web.guard import SignedInRequest, guard


@guard(Permission.SETTINGS_MANAGE)
def show(request: SignedInRequest) -> HttpResponse:
    """Timestamps and durations beside each other: one is measured from the other."""
    context = {
        "timestamps": [(each, _rule(each)) for each in Timestamp.objects.all()],
        "durations": [(each, time_name(each.start), time_name(each.end)) for each in Duration.objects.all()],
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
    status = next((each.name for each in cached_table(Status).values() if each.key == key), key)
    return _("Set the first time the status becomes “%(status)s”") % {"status": status}
