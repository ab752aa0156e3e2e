"""Writing many incidents of long ago at once: the one verb of the import."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from turnout.core.connect.actions.links import link
from turnout.core.connect.models import Link
from turnout.core.events.record import history, record_past
from turnout.core.events.sources import coming_from
from turnout.core.events.types import Event
from turnout.core.lib import clock
from turnout.incidents.definitions.lifecycles import first_status
from turnout.incidents.definitions.models import IncidentType, Severity, Status, StatusCategory
from turnout.incidents.definitions.models.labels import OPEN
from turnout.incidents.fields.actions.fields import rows_of
from turnout.incidents.fields.models import CustomFieldValue
from turnout.incidents.importing.problems import CannotImport
from turnout.incidents.importing.rows import Row
from turnout.incidents.incident import search
from turnout.incidents.incident.actions.numbers import next_numbers
from turnout.incidents.incident.events import IncidentImported, IncidentResolved
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.events import MessagePosted, UpdatePosted
from turnout.incidents.room.models import Message, Update

Happened = tuple[Incident, Event, datetime]
Brought = list[tuple[Incident, Row]]
Hook = Callable[[Brought], None]
"""What rooms above add to a batch, in its transaction."""


@dataclass
class Kinds:
    """What the organization has to sort incidents by, looked up once."""

    types: dict[str, IncidentType]
    severities: dict[int, Severity]
    statuses: dict[str, Status]

    @classmethod
    def present(cls) -> "Kinds":
        """CannotImport before the organization is set up."""
        found = cls(
            types={each.key: each for each in IncidentType.objects.all()},
            severities={each.rank: each for each in Severity.objects.all()},
            statuses={each.key: each for each in Status.objects.order_by("rank")},
        )
        if not found.statuses:
            raise CannotImport("There is no organization here yet. Start Turnout and set it up first.")
        return found

    def label(self, discipline: str | None) -> str:
        """The label incidents of this kind start with."""
        type_ = self.types.get(discipline or "unsure")
        return type_.starts_as if type_ is not None else OPEN

    def is_private(self, discipline: str | None) -> bool:
        return self.label(discipline) != OPEN

    def first_of(self, category: str, type: IncidentType | None) -> Status:
        """The status an incident comes in with."""
        return first_status(StatusCategory(category), type)

    def severity(self, rank: int | None) -> Severity | None:
        """The severity of this rank, or the smallest there is where the organization has fewer."""
        return self.severities.get(min(rank, max(self.severities))) if rank and self.severities else None


def known_ids(system: str, ids: Iterable[str]) -> set[str]:
    """Which of these came in before."""
    return set(Link.objects.known(system, Incident, ids).values_list("external_id", flat=True))


@transaction.atomic
def write_incidents(
    rows: list[Row], *, system: str, kinds: Kinds, open_to_all: bool, hooks: Iterable[Hook]
) -> None:
    """Bring these rows in: all of them or none."""
    with history(), coming_from("import"):
        numbers = next_numbers(len(rows))
        brought = [
            (_incident(row, number, kinds, open_to_all), row)
            for row, number in zip(rows, numbers, strict=True)
        ]
        Incident.objects.bulk_create(incident for incident, _row in brought)
        link(system, ((incident, row.id, row.url) for incident, row in brought))
        CustomFieldValue.objects.bulk_create(
            value for incident, row in brought for value in rows_of(incident, row.own)
        )
        search.index(*(incident for incident, _row in brought))
        record_past(_arrivals(brought, system))
        record_past(_updates(brought, kinds))
        record_past(_messages(brought))
        record_past(_ends(brought))
        for hook in hooks:
            hook(brought)


def _incident(row: Row, number: int, kinds: Kinds, open_to_all: bool) -> Incident:
    type_ = kinds.types.get(row.discipline or "unsure")
    status = kinds.first_of(row.category, type_)
    return Incident(
        number=number,
        name=row.name,
        summary=row.summary,
        place=row.place,
        type=type_,
        discipline_id=type_.discipline_id if type_ else None,
        severity=kinds.severity(row.severity),
        status=status,
        category=status.category,
        mode="retrospective",
        confidentiality=OPEN if open_to_all else kinds.label(row.discipline),
        reported_at=row.reported_at,
        started_at=row.started_at,
        accepted_at=row.reported_at,
        resolved_at=row.ended_at,
        closed_at=None if row.category == StatusCategory.LEARNING else row.last_at,
        changed_at=min(row.last_at, clock.now()),
    )


def _arrivals(brought: Brought, system: str) -> Iterator[Happened]:
    for incident, row in brought:
        yield incident, IncidentImported(system=system), row.reported_at


def _ends(brought: Brought) -> Iterator[Happened]:
    for incident, row in brought:
        if row.ended_at:
            yield incident, IncidentResolved(), row.ended_at


def _updates(brought: Brought, kinds: Kinds) -> Iterator[Happened]:
    updates = [
        Update(
            incident=incident,
            body=each.text,
            status=kinds.statuses.get(each.status or ""),
            created_at=each.at,
        )
        for incident, row in brought
        for each in row.updates
    ]
    Update.objects.bulk_create(updates)
    for update in updates:
        yield update.incident, UpdatePosted(update=update.pk), update.created_at


def _messages(brought: Brought) -> Iterator[Happened]:
    """The timeline of another system, as messages nobody here wrote."""
    messages = [
        Message(incident=incident, body=each.text, created_at=each.at)
        for incident, row in brought
        for each in row.timeline
    ]
    Message.objects.bulk_create(messages)
    for message in messages:
        yield message.incident, MessagePosted(message=message.pk), message.created_at
