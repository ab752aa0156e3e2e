"""Merging an incident into another one."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Incident
from turnout.incidents.room.actions.merging import merge_incident
from turnout.web.incidents.choosing import ChosenIncidentForm, offered
from turnout.web.incidents.forms import area
from turnout.web.incidents.room import ask, in_incident


class MergeForm(ChosenIncidentForm):
    note = forms.CharField(
        label=gettext_lazy("Why are they the same?"), required=False, max_length=2000, widget=area(2)
    )


@in_incident(Permission.INCIDENTS_RESPOND, methods=("GET", "POST"))
def merger(request: SignedInRequest, incident: Incident) -> HttpResponse:
    ongoing = Incident.objects.visible_to(request.user).ongoing()
    alike = offered(request, incident, among=ongoing, but={incident.pk})
    return ask(
        request,
        incident,
        MergeForm(request.POST or None, offered=alike),
        lambda data: _merge(request, incident, data),
        title=_("Part of another incident"),
        submit=_("Merge"),
        explain=_(
            "It ends here and goes on there. Both keep their history, and who follows this hears of that."
        ),
        template="incidents/merger.html",
        alike=alike,
    )


def _merge(request: SignedInRequest, incident: Incident, data: dict[str, Any]) -> None:
    into = Incident.objects.visible_to(request.user).filter(number=data["number"]).first()
    if into is None:
        raise NotPossible(_("There is no INC-%(number)s that you can see.") % {"number": data["number"]})
    merge_incident(incident, into, by=request.user, note=data["note"])
