"""Raising an incident: the one verb behind every entrance."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from turnout.core.connect.sent import made_before
from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.lib.ids import new_id
from turnout.core.people.models import Person
from turnout.incidents import search
from turnout.incidents.actions.fields import checked, store
from turnout.incidents.actions.loop import owe_an_answer
from turnout.incidents.audience import (
    audience_of,
    first_label,
)
from turnout.incidents.errors import NotPossible
from turnout.incidents.events import AudienceLetIn, IncidentRaised
from turnout.incidents.lifecycles import first_status
from turnout.incidents.models import (
    Access,
    Counter,
    Incident,
    IncidentType,
    Severity,
    StatusCategory,
    Subscription,
)
from turnout.incidents.models.fields import suppose

NAME_LENGTH = 200


@transaction.atomic
def raise_incident(
    *,
    name: str,
    by: Person,
    type: IncidentType | None = None,
    severity: Severity | None = None,
    summary: str = "",
    place: str = "",
    private: bool = False,
    started_at: datetime | None = None,
    mode: str = "standard",
    quiet: bool = False,
    token: str | None = None,
    id: str | None = None,
    fields: Mapping[str, Any] | None = None,
) -> Incident:
    """Someone says that something is going wrong. It waits in triage, and its reporter follows it.

    A name longer than 200 characters is cut at a word; the whole of it goes on top of the summary.

    quiet  nobody is told now; it waits for whoever looks at what is new
    token  of one filled-in form: sending it again answers the incident it made
    id     what a new one is to have, for whoever wants to tell it from one made before
    fields  what custom fields hold from the start, by key
    Raises NotPossible for an empty name, and for what a field can't hold.
    """
    name = " ".join(name.split())
    if not name:
        raise NotPossible(_("Say in a few words what is going wrong."))
    if len(name) > NAME_LENGTH:
        summary = f"{name}\n\n{summary}".strip()
        name = name[: NAME_LENGTH - 1].rsplit(" ", 1)[0][: NAME_LENGTH - 1] + "…"
    status = first_status(StatusCategory.TRIAGE, type)
    incident = Incident(
        id=id or new_id(),
        name=name,
        summary=summary,
        type=type,
        discipline_id=type.discipline_id if type else None,
        severity=severity,
        status=status,
        category=status.category,
        mode=mode,
        confidentiality=first_label(type, private=private),
        place=place,
        reporter=by,
        reported_at=clock.now(),
        changed_at=clock.now(),
        started_at=started_at,
    )
    earlier = made_before("incident", f"{by.pk}:{token}", incident.pk) if token else None
    if earlier:
        return Incident.objects.get(pk=earlier)
    values = checked(fields or {})
    suppose(incident, {field.key: value for field, value in values.items() if value is not None})
    owe_an_answer(incident)
    Subscription.objects.create(incident=incident, person=by)
    record(incident, IncidentRaised(quiet=quiet), by=by)
    if incident.is_restricted:
        _let_in(incident, by)
    store(incident, values)
    # Last, because whoever else raises one waits for the number. References are checked on commit.
    incident.number = next_number()
    incident.save(force_insert=True)
    search.index(incident)
    return incident


def _let_in(incident: Incident, by: Person) -> None:
    """Whoever raised it, and those its reporter was shown: people whom rules let into incidents like this."""
    audience = audience_of(incident)
    inside = {by.pk, *(person.pk for person in audience.let_in)}
    people = [Access(incident=incident, person_id=each) for each in inside]
    teams = [Access(incident=incident, team=each) for each in audience.teams]
    Access.objects.bulk_create([*people, *teams])
    if audience.let_in:
        record(incident, AudienceLetIn(people=len(audience.let_in), rules=audience.rules), by=None)


def next_number() -> int:
    """The next INC number."""
    return next_numbers(1)[0]


def next_numbers(count: int) -> range:
    """The next INC numbers. Their counter stays locked until the transaction ends: no gap, no double."""
    taken = "UPDATE incidents_counter SET value = value + %s WHERE name = 'incident' RETURNING value"
    with connection.cursor() as cursor:
        cursor.execute(taken, [count])
        row = cursor.fetchone()
        if row is None:
            Counter.objects.bulk_create([Counter(name="incident")], ignore_conflicts=True)
            cursor.execute(taken, [count])
            row = cursor.fetchone()
    return range(row[0] - count + 1, row[0] + 1)
