"""What our nouns look like on the wire. Nothing here asks the database: lists are read with all they need."""

from typing import Any

from django.conf import settings

from turnout.api.field_shapes import custom_field_entries
from turnout.api.moments import made, moment
from turnout.core.lib.cached_tables import cached_table, derived_from
from turnout.core.people.models import ApiToken, Person
from turnout.core.people.permissions import BaseRole, Permission
from turnout.incidents.incident.models.timestamps import Times
from turnout.incidents.incident.timestamps import durations_of, times_of
from turnout.incidents.models import (
    Incident,
    IncidentType,
    Role,
    RoleAssignment,
    Severity,
    Status,
    Task,
    Timestamp,
)

Shape = dict[str, Any]

ROLE_WORDS = {BaseRole.ADMIN.value: "administrator"}  # the wire's word where it isn't ours
LEAST_SEVERE = 100  # on the wire a higher rank is worse; here rank 1 is the worst

TIMESTAMPS = {
    "00000000000000000000000001": ("Started at", "started_at"),
    "00000000000000000000000002": ("Reported at", "reported_at"),
    "00000000000000000000000003": ("Accepted at", "accepted_at"),
    "00000000000000000000000004": ("Resolved at", "resolved_at"),
    "00000000000000000000000005": ("Closed at", "closed_at"),
}
"""The times every incident has, by ids of our own making that never change."""
STARTED = next(iter(TIMESTAMPS))
RESOLVED = "00000000000000000000000004"


def said(**fields: Any) -> Shape:
    """Without the fields that have nothing to say: the wire leaves them out."""
    return {name: value for name, value in fields.items() if value is not None}


def identity(token: ApiToken) -> Shape:
    may = token.person.may
    roles = {
        "viewer": may(Permission.INCIDENTS_VIEW),
        "incident_creator": may(Permission.INCIDENTS_RAISE),
        "incident_editor": may(Permission.INCIDENTS_RESPOND),
        "manage_settings": may(Permission.SETTINGS_MANAGE),
        "global_access": may(Permission.INCIDENTS_VIEW_PRIVATE),
    }
    return {
        "name": token.name,
        "roles": [name for name, held in roles.items() if held],
        "dashboard_url": settings.PUBLIC_URL,
        "team_roles": [],
        "teams": [],
    }


def user(person: Person) -> Shape:
    return {
        "id": person.pk,
        "name": person.name,
        "email": person.email,
        "role": ROLE_WORDS.get(person.role, person.role),
    }


def user_with_roles(person: Person) -> Shape:
    """Nobody needs a seat here: what somebody may do follows from their role alone."""
    seat = "full_access" if person.may(Permission.INCIDENTS_RESPOND) else "viewer_only"
    return {
        **user(person),
        "base_role": {"id": person.role, "name": person.role_name, "slug": person.role},
        "custom_roles": [],
        "seats": {"on_call": seat, "response": seat},
        "is_active": person.is_active,
    }


def actor(person: Person | None) -> Shape:
    """Who did something; nobody for what was imported or done by Turnout itself."""
    return {"user": user(person)} if person else {}


def severity(severity: Severity) -> Shape:
    return {
        "id": severity.pk,
        "name": severity.name,
        "description": severity.meaning,
        "rank": LEAST_SEVERE - severity.rank,
        **made(severity.pk),
    }


def status(status: Status) -> Shape:
    return {
        "id": status.pk,
        "name": status.name,
        "description": status.meaning,
        "rank": status.rank,
        "category": status.category,
        **made(status.pk),
    }


def incident_type(type: IncidentType) -> Shape:
    return {
        "id": type.pk,
        "name": type.name,
        "description": type.hint,
        "is_default": type.key == "unsure",
        "private_incidents_only": type.is_private,
        "create_in_triage": "optional",
        **made(type.pk),
    }


def role(role: Role) -> Shape:
    return {
        "id": role.pk,
        "name": role.name,
        "shortform": role.key,
        "description": role.instructions or role.name,
        "instructions": role.instructions,
        "role_type": "lead" if role.is_lead else "custom",
        **made(role.pk),
    }


def role_v1(of: Role) -> Shape:
    return {**role(of), "required": False}


def assignment(held: RoleAssignment) -> Shape:
    return {"role": role_v1(held.role), "assignee": user(held.person)}


def timestamps() -> dict[str, Shape]:
    """Those every incident has, then the organization's own, by id; drawn once for a whole list."""
    return derived_from(Timestamp, _timestamp_shapes)


def _timestamp_shapes(own: dict[str, Timestamp]) -> dict[str, Shape]:
    named = [(id, name) for id, (name, _column) in TIMESTAMPS.items()]
    named += [(each.pk, each.name) for each in own.values()]
    return {id: {"id": id, "name": name, "rank": rank} for rank, (id, name) in enumerate(named, 1)}


def _timestamps(times: Times) -> list[Shape]:
    shapes = timestamps()
    own = [(each.pk, each.key) for each in cached_table(Timestamp).values() if each.key in times]
    values = [(id, times[column]) for id, (_name, column) in TIMESTAMPS.items()]
    values += [(id, times[key]) for id, key in own]
    return [
        said(incident_timestamp=shapes[id], value={"value": moment(at)} if at else None) for id, at in values
    ]


def _durations(times: Times) -> list[Shape]:
    return [
        said(
            duration_metric={"id": took.duration.pk, "name": took.duration.name},
            status="timestamps_missing" if took.length is None else "success",
            value_seconds=None if took.length is None else int(took.length.total_seconds()),
        )
        for took in durations_of(times)
    ]


def incident(incident: Incident) -> Shape:
    """An incident read with `with_labels()` and `with_values()`."""
    times = times_of(incident)
    return said(
        id=incident.pk,
        reference=incident.reference,
        name=incident.name,
        summary=incident.summary or None,
        permalink=f"{settings.PUBLIC_URL}/incidents/{incident.number}/",
        visibility="private" if incident.is_restricted else "public",
        mode=incident.mode,
        incident_status=status(incident.status),
        severity=severity(incident.severity) if incident.severity else None,
        incident_type=incident_type(incident.type) if incident.type else None,
        creator=actor(incident.reporter),
        incident_role_assignments=[assignment(held) for held in incident.holders],
        incident_timestamp_values=_timestamps(times),
        duration_metrics=_durations(times),
        custom_field_entries=custom_field_entries(incident),
        team_ids=[],
        slack_team_id="",
        slack_channel_id="",
        created_at=moment(incident.reported_at),
        updated_at=moment(incident.changed_at),
        last_activity_at=moment(incident.changed_at),
    )


def listed_incident(one: Incident) -> Shape:
    """The same as lists have it: without the words of what is read on its own page only."""
    shape = incident(one)
    if one.is_discreet:
        shape |= {"name": one.listed_name, "custom_field_entries": []}
        shape.pop("summary", None)
    return shape


def _task(task: Task, creator: Person | None) -> Shape:
    status = "completed" if task.done_at else "not_doing" if task.dropped_at else "outstanding"
    return said(
        id=task.pk,
        incident_id=task.incident_id,
        creator=actor(creator),
        assignee=user(task.owner) if task.owner else None,
        status=status,
        created_at=moment(task.created_at),
        updated_at=moment(task.done_at or task.dropped_at or task.created_at),
        completed_at=moment(task.done_at) if task.done_at else None,
    )


def action(task: Task, creator: Person | None, title: str) -> Shape:
    return {**_task(task, creator), "description": title}


def follow_up(task: Task, creator: Person | None, title: str) -> Shape:
    return {**_task(task, creator), "title": title, "labels": []}
