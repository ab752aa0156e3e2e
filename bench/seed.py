"""Fills an empty database with an organization and many incidents: python -m bench.seed COUNT"""

import json
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from turnout.config.commands import ready

ready.set_up()

from django.db import connection, transaction  # noqa: E402

from bench import rows  # noqa: E402
from bench.company import add_company  # noqa: E402
from bench.words import PLANTED, Prose  # noqa: E402
from turnout.core.blueprints.actions import install_packs  # noqa: E402
from turnout.core.blueprints.packs import ORDER, WORDS_ONLY  # noqa: E402
from turnout.core.events.record import history  # noqa: E402
from turnout.core.lib import fulltext  # noqa: E402
from turnout.core.people.actions.founding import found_organization  # noqa: E402
from turnout.core.people.models import Person  # noqa: E402
from turnout.incidents.models import Counter, IncidentType, Role, Severity, Status  # noqa: E402

READERS = 400  # who find notifications waiting
YEARS = timedelta(days=5 * 365)
LEAST_OPEN = 60
PLANTS = 40
OPEN_SHARE = 0.001
MARKS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of a ULID
PAIRS = [left + right for left in MARKS for right in MARKS]
TABLES = {
    "incidents_incident": "id number name summary type_id discipline_id severity_id status_id category mode "
    "confidentiality is_privileged no_tipping_off reported_as place reporter_id reported_at started_at "
    "accepted_at resolved_at closed_at changed_at next_update_at late_reminder_at",
    "incidents_roleassignment": "incident_id role_id person_id assigned_at",
    "incidents_subscription": "incident_id person_id created_at",
    "incidents_access": "incident_id person_id granted_at",
    "incidents_message": "id incident_id author_id body part created_at",
    "incidents_task": "id incident_id kind title description owner_id created_at due_on done_at",
    "events_recordedevent": "verb subject_kind subject_id actor_id source data at recorded_at transaction_id",
    "notify_notification": "id person_id kind subject_kind subject_id title body path is_urgent created_at "
    "read_at forget_at",
}
Chunk = dict[str, list[rows.Row]]


def ulid(at: datetime, dice: random.Random) -> str:
    value = (int(at.timestamp() * 1000) << 80) | dice.getrandbits(80)
    return "".join(
        [
            MARKS[value >> 125],
            *(PAIRS[(value >> shift) & 1023] for shift in range(115, -1, -10)),
            MARKS[value & 31],
        ]
    )


class Seeder:
    """Knows the people and the kinds, and makes up one incident after the other."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.dice = random.Random(f"incidents {count}")
        self.prose = Prose("incidents")
        self.people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
        self.types = list(IncidentType.objects.values_list("pk", "discipline_id", "starts_as"))
        self.severities = list(Severity.objects.values_list("pk", flat=True))
        self.statuses = {each.key: (each.pk, each.category) for each in Status.objects.all()}
        self.lead = Role.objects.get(key="lead").pk
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.open = max(LEAST_OPEN, int(count * OPEN_SHARE))
        self.transaction = self._transaction()
        self.known: list[str] = []  # some incidents that everybody may see

    @staticmethod
    def _transaction() -> int:
        if connection.vendor != "postgresql":
            return 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            return int(cursor.fetchone()[0])

    def chunks(self, size: int = rows.BATCH) -> Iterator[tuple[Chunk, list[tuple[int, str]]]]:
        """Rows by table, and the texts for the search index."""
        for start in range(1, self.count + 1, size):
            chunk: Chunk = {table: [] for table in TABLES}
            numbers = range(start, min(start + size, self.count + 1))
            yield chunk, [self.incident(number, chunk) for number in numbers]

    def status(self, number: int) -> tuple[str, tuple[str, str]]:
        if self.count - number < self.open * 3 and self.dice.random() < 1 / 3:
            key = self.dice.choice(
                ("triage", "investigating", "investigating", "fixing", "monitoring", "paused")
            )
        else:
            key = self.dice.choices(("closed", "reviewing", "declined", "canceled"), (88, 3, 7, 2))[0]
        return key, self.statuses[key]

    def incident(self, number: int, chunk: Chunk) -> tuple[int, str]:
        dice, prose = self.dice, self.prose
        at = self.now - YEARS * (1 - number / self.count) - timedelta(seconds=dice.random() * 60 + 1)
        id, (key, (status, category)) = ulid(at, dice), self.status(number)
        type_id, discipline, starts_as = dice.choice(self.types)
        reporter, lead = dice.choice(self.people), dice.choice(self.people)
        name, summary, place = prose.name(), prose.summary(), prose.place()
        if number % max(1, self.count // PLANTS) == 0:
            summary = f"{summary} {PLANTED}"
        when = str(at.replace(tzinfo=None))
        accepted = when if key not in ("triage", "declined", "canceled") else None
        over = str((at + timedelta(minutes=5 + dice.random() * 600)).replace(tzinfo=None))
        resolved = over if key in ("closed", "reviewing") else None
        closed = over if category in ("closed", "declined", "canceled") else None
        restricted = starts_as != "open" and dice.random() < 0.3
        if not restricted and number % 50 == 0:
            self.known = [*self.known[-200:], id]
        severity = dice.choices(self.severities, (1, 4, 15, 50, 10))[0] if accepted else None
        chunk["incidents_incident"].append(
            (id, number, name, summary, type_id, discipline, severity, status, category, "standard",
             "restricted" if restricted else "open", False, False, "named", place, reporter, when, when,
             accepted, resolved, closed, closed or when, None, None)
        )  # fmt: skip
        if accepted:
            chunk["incidents_roleassignment"].append((id, self.lead, lead, when))
        chunk["incidents_subscription"].append((id, reporter, when))
        if restricted:
            chunk["incidents_access"].append((id, reporter, when))
        self.happened(chunk, id, reporter, "incident.raised", {"quiet": False}, when)
        if accepted:
            self.happened(chunk, id, lead, "incident.accepted", {"note": "", "status": ""}, when)
        if closed:
            verb = "resolved" if accepted else "declined" if key == "declined" else "canceled"
            self.happened(chunk, id, lead, f"incident.{verb}", {"note": ""}, over)
        if number % 8 == 0:
            self.said(chunk, id, lead, at, when)
        if number % 10 == 0:
            self.owed(chunk, id, lead, at, when, done=closed)
        return fulltext.place(at, number), fulltext.fold(f"{name}\n{place}\n{summary}")

    def happened(self, chunk: Chunk, id: str, who: str, verb: str, data: dict[str, Any], when: str) -> None:
        chunk["events_recordedevent"].append(
            (verb, "incident", id, who, "web", json.dumps(data), when, when, self.transaction)
        )

    def said(self, chunk: Chunk, id: str, who: str, at: datetime, when: str) -> None:
        message = ulid(at, self.dice)
        chunk["incidents_message"].append((message, id, who, self.prose.summary(), "", when))
        self.happened(chunk, id, who, "incident.message_posted", {"message": message, "mentioned": []}, when)

    def owed(self, chunk: Chunk, id: str, who: str, at: datetime, when: str, *, done: str | None) -> None:
        task, title = ulid(at, self.dice), self.prose.name()
        due = str((at + timedelta(days=14)).date())
        kind = "follow_up" if done else "action"
        chunk["incidents_task"].append((task, id, kind, title, "", who, when, due, done))
        data = {"task": task, "title": title, "kind": kind, "owner": who}
        self.happened(chunk, id, who, "incident.task_added", data, when)

    def news(self) -> Iterator[rows.Row]:
        """Some notifications for many, the last five unread."""
        for person in self.people[-READERS:]:
            for nth in range(40):
                at = self.now - timedelta(hours=nth)
                when, later = (
                    str(at.replace(tzinfo=None)),
                    str((at + timedelta(days=90)).replace(tzinfo=None)),
                )
                yield (
                    ulid(at, self.dice), person, "incident.update", "incident",
                    self.known[-1 - nth % len(self.known)], self.prose.name(),
                    self.prose.summary(), "/", False, when, when if nth > 4 else None, later,
                )  # fmt: skip


def put_search(texts: list[tuple[int, str]]) -> None:
    if connection.vendor == "postgresql":
        rows.put("seeded_text", ["number", "text"], texts)
    else:
        rows.put("incident_search", ["rowid", "document"], texts)


def index_on_postgres() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO incident_search SELECT number, to_tsvector('simple', text) FROM seeded_text"
        )
        cursor.execute("DROP TABLE seeded_text")


def fill(count: int) -> None:
    seeder = Seeder(count)
    postgres = connection.vendor == "postgresql"
    if postgres:
        with connection.cursor() as cursor:
            cursor.execute("CREATE UNLOGGED TABLE seeded_text (number bigint, text text)")
    indexed = [*TABLES, "incident_search"] if postgres else [*TABLES]
    with rows.without_indexes(*indexed):
        for chunk, texts in seeder.chunks():
            for table, lines in chunk.items():
                rows.put(table, TABLES[table].split(), lines)
            put_search(texts)
            done = texts[-1][0] & fulltext.NUMBERS
            if done % 100_000 == 0:
                say(f"{done:,} incidents")
        rows.put("notify_notification", TABLES["notify_notification"].split(), seeder.news())
        if postgres:
            index_on_postgres()
        say("indexes")
    Counter.objects.update_or_create(name="incident", defaults={"value": count})


_began = time.monotonic()


def say(what: str) -> None:
    print(f"    {time.monotonic() - _began:5.0f} s  {what}", file=sys.stderr, flush=True)


def main(count: int) -> None:
    ready.migrate()
    with rows.in_bulk(), history():  # nobody is told of any of it
        found_organization(
            name="Saffron Street", timezone="UTC", owner_name="Finn Gallagher", email="finn@example.org",
            password=None,
        )  # fmt: skip
        install_packs(ORDER, by=None, without=WORDS_ONLY)
        add_company()
        with transaction.atomic():
            fill(count)
        rows.settle()
    say("done")


if __name__ == "__main__":
    main(int(sys.argv[1]))
