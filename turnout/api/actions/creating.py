"""Raising an incident for a script: once per idempotency key, whatever happens on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from turnout.core.lib.ids import new_id
from turnout.core.people.models import Person
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.incident.actions.lifecycle import change_status
from turnout.incidents.incident.actions.timestamps import set_times
from turnout.incidents.models import Incident, IncidentType, Role, Severity, Status
from turnout.incidents.raising.actions.raising import Reporting, is_known_report, raise_incident


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The incident somebody asks for.

    mode    standard, retrospective, test or tutorial
    fields  values by the keys of custom fields, as `read_value` answers them
    started_at, resolved_at, times   moments with their zones; `times` by the key of a timestamp
    """

    name: str
    summary: str = ""
    type: IncidentType | None = None
    severity: Severity | None = None
    status: Status | None = None  # None: it waits in triage
    private: bool = False
    mode: str = "standard"
    started_at: datetime | None = None
    resolved_at: datetime | None = None
    times: Mapping[str, datetime] = field(default_factory=dict)  # of its own, by key
    holders: Mapping[Role, Person] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)


def is_sent_again(key: str, *, by: Person | None) -> bool:
    """Whether this person, or this key of the organization's own, used the idempotency key already."""
    return is_known_report(by, f"api:{key}")


@transaction.atomic
def create_incident(wanted: Wanted, *, key: str, by: Person | None) -> Incident:
    """The incident that `by` asked for with this key: a new one, or the one made when the key was first used.

    Tests and looks back are raised quietly, since nobody has to come running. Raises NotPossible where the
    incident, or what else is asked of it, can't be; then there is none.
    """
    id = new_id()
    incident = raise_incident(
        name=wanted.name,
        summary=wanted.summary,
        type=wanted.type,
        severity=wanted.severity,
        private=wanted.private,
        reporting=Reporting(mode=wanted.mode, resolved_at=wanted.resolved_at),
        started_at=wanted.started_at,
        quiet=wanted.mode != "standard",
        by=by,
        fields=wanted.fields,
        token=f"api:{key}",
        id=id,
    )
    if incident.pk != id:
        return incident
    if not (wanted.status or wanted.times or wanted.holders):
        incident.__dict__.update(present_assignments=[], known_times=[])  # new: there is nothing to read
        return incident
    if wanted.status:
        incident = change_status(incident, wanted.status, by=by)
    if wanted.times:
        incident = set_times(incident, wanted.times, by=by)
    for role, person in wanted.holders.items():
        assign_role(incident, role, person, by=by)
    return incident
