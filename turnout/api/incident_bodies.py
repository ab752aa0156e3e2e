"""What raising and editing an incident take."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api.actions.creating import Wanted, is_sent_again
from turnout.api.actions.editing import Changes
from turnout.api.entries import OVER, Entries, Holders, Times
from turnout.api.shapes.incident import MODES
from turnout.api.wire.errors import forbidden
from turnout.api.wire.operation import Call
from turnout.api.wire.schema import Body, Given, one_of
from turnout.api.wire.values import Row, Text, ignores, refuses
from turnout.core.people.rates import Limit, reporting, writing
from turnout.core.values import Choice, Reading, YesNo
from turnout.incidents.incident.actions.details import SUMMARY_LENGTH
from turnout.incidents.incident.actions.timestamps import BEGAN
from turnout.incidents.incident.models.modes import RETROSPECTIVE
from turnout.incidents.models import IncidentType, Severity, Status

LONGEST_NAME = 1000  # what doesn't fit goes on top of the summary
LONGEST_KEY = 200
NOT_YET = gettext_lazy("Turnout can't set this yet.")
_PARTS = {
    "summary": Text(most=SUMMARY_LENGTH),
    "severity_id": Row(of=Severity.objects.all),
    "incident_status_id": Row(of=Status.objects.all),
    "custom_field_entries": Entries(),
    "incident_role_assignments": Holders(),
    "incident_timestamp_values": Times(),
    "slack_channel_name_override": ignores(),
}


def _only_of_what_is_over(said: Given, reading: Reading) -> None:
    if OVER in said.get("incident_timestamp_values", {}) and said.get("mode") != RETROSPECTIVE:
        at = reading.within("incident_timestamp_values")
        at.invalid(said, _("Turnout notes when it's resolved by itself."))


CREATE = Body(
    name="IncidentCreate",
    parts={
        "idempotency_key": Text(most=LONGEST_KEY, required=True),
        "visibility": one_of("public", "private"),
        "name": Text(most=LONGEST_NAME),
        **_PARTS,
        "incident_type_id": Row(of=IncidentType.objects.all),
        "mode": Choice(of=MODES, default="standard"),
        "retrospective_incident_options": Body(
            name="RetrospectiveIncidentOptions",
            parts={
                "external_id": refuses(NOT_YET),
                "postmortem_document_url": refuses(NOT_YET),
                "slack_channel_id": ignores(),
            },
        ),
        "slack_team_id": ignores(),
    },
    check=_only_of_what_is_over,
)
EDIT = Body(
    name="IncidentEditRequest",
    parts={
        "incident": Body(
            name="IncidentEdit",
            parts={"name": Text(most=LONGEST_NAME), **_PARTS, "call_url": Text(most=2000)},
            partly=True,
            check=_only_of_what_is_over,
            required=True,
        ),
        "notify_incident_channel": YesNo(),
    },
)
RESPONDERS = ("incident_status_id", "incident_role_assignments", "incident_timestamp_values")
"""What happens with an incident is for responders to say: when raising one, others may not send these."""


def wanted(said: Given) -> Wanted:
    """The incident a body asks for."""
    times = {key: at for key, at in said["incident_timestamp_values"].items() if at}
    return Wanted(
        name=said["name"] if said["name"].strip() else _name_of(said),
        summary=said["summary"],
        type=said["incident_type_id"] or IncidentType.objects.filter(key="unsure").first(),
        severity=said["severity_id"],
        status=said["incident_status_id"],
        private=said["visibility"] == "private",
        mode=said["mode"],
        started_at=times.pop(BEGAN, None),
        resolved_at=times.pop(OVER, None),
        times=times,
        holders={role: person for role, person in said["incident_role_assignments"].items() if person},
        fields=said["custom_field_entries"],
    )


def _name_of(said: Given) -> str:
    """What it is called when nobody said: the first line of its summary, or its type."""
    lines: list[str] = said["summary"].strip().splitlines()
    return lines[0][:LONGEST_NAME] if lines else str(said["incident_type_id"] or _("New incident"))


def refuse_deciding(wanted: Wanted) -> None:
    """Say no to what only responders decide. Raises Refused."""
    asked: dict[str, Any] = dict(zip(RESPONDERS, (wanted.status, wanted.holders, wanted.times), strict=True))
    for field, value in asked.items():
        if value:
            raise forbidden(_("The person this token belongs to may report, but not set this."), field)


def counted(call: Call) -> Limit | None:
    """Raising one calls others; what is over, an exercise or the same sent again doesn't."""
    new = call.body["mode"] in ("standard", "real") and not is_sent_again(
        call.body["idempotency_key"], by=call.by
    )
    return reporting() if new else writing()


def changes(said: Given) -> Changes:
    """What a body wants to be otherwise."""
    return Changes(
        name=said.get("name") or None,
        summary=said.get("summary"),
        call_url=said.get("call_url"),
        severity=said.get("severity_id"),
        status=said.get("incident_status_id"),
        fields=said.get("custom_field_entries", {}),
        holders=said.get("incident_role_assignments", {}),
        times=said.get("incident_timestamp_values", {}),
    )
