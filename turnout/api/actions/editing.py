"""Changing several things of an incident for a script: all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from turnout.core.people.models import Person
from turnout.incidents.access.actions.roles import assign_role, end_role
from turnout.incidents.fields.actions.fields import set_fields
from turnout.incidents.incident.actions.details import change_severity, change_summary, rename_incident
from turnout.incidents.incident.actions.lifecycle import change_status
from turnout.incidents.incident.actions.timestamps import set_times
from turnout.incidents.models import Incident, Role, Severity, Status
from turnout.incidents.room.actions.calls import set_call


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What somebody wants to be otherwise; None stays as it is.

    fields  values by the keys of custom fields, as `read_value` answers them; None empties one
    times   by key, with their zones; None: it isn't known after all
    """

    name: str | None = None
    summary: str | None = None
    call_url: str | None = None  # only a person can set it
    severity: Severity | None = None
    status: Status | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    holders: Mapping[Role, Person | None] = field(default_factory=dict)  # None: nobody has it any more
    times: Mapping[str, datetime | None] = field(default_factory=dict)


@transaction.atomic
def edit_incident(incident: Incident, wanted: Changes, *, by: Person | None) -> None:
    """Make these changes; the status comes last, since moving on may need what else is said.

    by  None for a key of the organization's own, which can't set the call
    Raises NotPossible where one of them can't be made; then none is.
    """
    if wanted.name is not None:
        rename_incident(incident, wanted.name, by=by)
    if wanted.summary is not None:
        change_summary(incident, wanted.summary, by=by)
    if wanted.call_url is not None and by:
        set_call(incident, wanted.call_url, by=by)
    if wanted.severity:
        change_severity(incident, wanted.severity, by=by)
    if wanted.fields:
        set_fields(incident, wanted.fields, by=by)
    for role, person in wanted.holders.items():
        if person:
            assign_role(incident, role, person, by=by)
        else:
            end_role(incident, role, by=by)
    if wanted.times:
        set_times(incident, wanted.times, by=by)
    if wanted.status:
        change_status(incident, wanted.status, by=by)
