"""What the incident is: severity, name, summary, kind."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.audience.resolver import Audience, audience_of_worse
from turnout.incidents.definitions.models.severities import is_worse
from turnout.incidents.incident.actions.details import (
    change_severity,
    change_summary,
    change_type,
    rename_incident,
)
from turnout.incidents.models import (
    Incident,
    Severity,
)
from turnout.web.grid import answered_grid, proposed_by
from turnout.web.incidents.forms import NameForm, SeverityForm, SummaryForm, TypeForm
from turnout.web.incidents.room import ask, in_incident

RESPOND = Permission.INCIDENTS_RESPOND
BOTH = ("GET", "POST")


@in_incident(RESPOND, methods=BOTH)
def severity(request: SignedInRequest, incident: Incident) -> HttpResponse:
    proposed = proposed_by(request.POST) if "propose" in request.POST else None
    initial = {"severity": incident.severity_id, "was": incident.severity_id}
    if "propose" in request.POST:  # nothing is changed yet
        asked = {name: request.POST.get(name, "") for name in ("was", "note")}
        chosen = proposed.pk if proposed else incident.severity_id
        form = SeverityForm(initial={**initial, **asked, "severity": chosen})
    else:
        form = SeverityForm(request.POST or None, initial=initial)
    return ask(
        request,
        incident,
        form,
        lambda data: change_severity(
            incident, data["severity"], by=request.user, was=data["was"] or None, note=data["note"]
        ),
        title=_("Change the severity"),
        submit=_("Change severity"),
        template="incidents/severity.html",
        grid=answered_grid(request.POST, incident.discipline_id),
        proposed=proposed,
        **_who_hears_then(incident, request.user),
    )


def _who_hears_then(incident: Incident, by: Person) -> dict[str, Any]:
    """For each severity that would be worse: who hears of it then, by the very answer that will send."""
    worse = [each for each in cached_table(Severity).values() if is_worse(each, incident.severity)]
    newly: list[tuple[list[Severity], Audience]] = []
    for severity in reversed(worse):
        audience = audience_of_worse(incident, severity, by=by)
        if newly and newly[-1][1] == audience:
            newly[-1][0].append(severity)
        elif audience.recipient_groups:
            newly.append(([severity], audience))
    worst_first = [(severities[::-1], audience) for severities, audience in reversed(newly)]
    return {"newly": worst_first, "can_get_worse": bool(worse)}


@in_incident(RESPOND, methods=BOTH)
def name(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        NameForm(request.POST or None, initial={"name": incident.name, "was": incident.name}),
        lambda data: rename_incident(incident, data["name"], by=request.user, was=data["was"]),
        title=_("Give it a better name"),
        submit=_("Rename"),
        explain=_("Say what people notice, not what you think is behind it."),
    )


@in_incident(RESPOND, methods=BOTH)
def summary(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        SummaryForm(request.POST or None, initial={"summary": incident.summary, "was": incident.summary}),
        lambda data: change_summary(incident, data["summary"], by=request.user, was=data["was"]),
        title=_("What is going on"),
        submit=_("Save summary"),
    )


@in_incident(RESPOND, methods=BOTH)
def kind(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        TypeForm(
            request.POST or None,
            initial={"type": incident.type_id, "was": incident.type_id},
            incident=incident,
        ),
        lambda data: change_type(
            incident, data["type"], by=request.user, was=data["was"] or None, status=data["status"]
        ),
        title=_("What kind of trouble is it?"),
        submit=_("Change kind"),
        template="incidents/kind.html",
    )
