"""Whom thanks were for, and which of them nobody sees any more."""

from collections.abc import Iterable

from turnout.core.events.models import RecordedEvent
from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.unnamed import is_unnamed_reporter
from turnout.incidents.reporters.events import PersonThanked, ReporterThanked, TeamThanked, ThanksHidden

THANKS = {PersonThanked.verb, ReporterThanked.verb, TeamThanked.verb}
MOST = 100  # the newest


def hidden_among(incident: Incident, rows: Iterable[RecordedEvent]) -> set[int]:
    """Ids of those of these events that are thanks somebody hid. Asked only where there are any thanks."""
    thanks = {row.pk for row in rows if row.verb in THANKS}
    if not thanks:
        return set()
    hidden = RecordedEvent.objects.filter(subject_id=incident.pk, verb=ThanksHidden.verb)
    return thanks & set(hidden.values_list("data__entry", flat=True))


def thanks_to(incident: Incident, person: Person) -> list[RecordedEvent]:
    """Thanks in it that are for this person, alone or with a team, and that are shown; the newest first."""
    rows = RecordedEvent.objects.filter(subject_id=incident.pk, verb__in=THANKS).select_related("actor")
    found = list(rows.order_by("-at", "-pk")[:MOST])
    hidden = hidden_among(incident, found)
    teams = set(person.teams.values_list("pk", flat=True))
    reported = incident.reporter_id == person.pk or is_unnamed_reporter(incident, person)

    def is_theirs(row: RecordedEvent) -> bool:
        if row.verb == ReporterThanked.verb:
            return reported
        return row.data.get("person") == person.pk or row.data.get("team") in teams

    return [row for row in found if row.pk not in hidden and is_theirs(row)]
