"""When things were: when it began, and the times the organization wants to know."""

from datetime import datetime

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.incident.actions.timestamps import BEGAN, seen_times, set_times
from turnout.incidents.incident.timestamps import time_name, times_of, timestamps_for
from turnout.incidents.models import Incident
from turnout.web.incidents.forms import WasMixin
from turnout.web.incidents.room import ask, in_incident


class TimesForm(WasMixin):
    """One field for each time that people may set, to the minute: what isn't touched keeps its seconds."""

    def __init__(self, data: QueryDict | None, *, incident: Incident) -> None:
        times = times_of(incident)
        super().__init__(data, initial={"was": seen_times(times)})
        for key in (BEGAN, *(each.key for each in timestamps_for(incident))):
            at = times[key]
            self.fields[key] = forms.DateTimeField(
                label=time_name(key),
                required=False,
                initial=at.replace(second=0, microsecond=0) if at else None,
                widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            )

    def times(self) -> dict[str, datetime | None]:
        """Those that were changed."""
        return {key: self.cleaned_data[key] for key in self.changed_data if key != "was"}


@in_incident(Permission.INCIDENTS_RESPOND, methods=("GET", "POST"))
def times(request: SignedInRequest, incident: Incident) -> HttpResponse:
    form = TimesForm(request.POST or None, incident=incident)
    return ask(
        request,
        incident,
        form,
        lambda data: set_times(incident, form.times(), by=request.user, was=data["was"]),
        title=_("When was it?"),
        submit=_("Save"),
        explain=_("As well as you know. An empty one means: not known yet."),
    )
