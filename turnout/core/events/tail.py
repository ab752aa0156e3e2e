"""Reading the log as it grows, without ever passing over a row that commits late."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from turnout.core.events.models import RecordedEvent

BATCH = 1000


# A PostgreSQL server numbers the transactions of all its databases together. Those known to belong to another
# are passed over: somebody else's long one must not hold up our log.
OLDEST_OF_OURS = """
    SELECT LEAST(
        pg_snapshot_xmax(present)::text::bigint,
        (
            SELECT min(open::text::bigint) FROM pg_snapshot_xip(present) AS open
            WHERE NOT EXISTS (
                SELECT FROM pg_stat_activity
                WHERE datname <> current_database()
                AND backend_xid::text::bigint = open::text::bigint % 4294967296
            )
        )
    )
    FROM pg_current_snapshot() AS present
"""


def _settled_before() -> int:
    """Every transaction of ours with a lower number has ended.

    SQLite has one writer at a time: all its rows are number 0.
    """
    if connection.vendor != "postgresql":
        return 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        _oldest, end, still_open = cursor.fetchone()[0].split(":")
        if not still_open:
            return int(end)  # mostly: asking whose the open ones are costs several times as much
        cursor.execute(OLDEST_OF_OURS)
        return int(cursor.fetchone()[0])


@dataclass
class Tail:
    """A place in the log; `read` answers what was settled since and moves it on.

    Ids commit out of order on PostgreSQL, so the log is read by (transaction, id), up to the oldest
    transaction still open. `str(tail)` is the place, for a reader that comes back.
    """

    transaction: int
    id: int

    @classmethod
    def at_end(cls) -> "Tail":
        """The place behind all that is settled now."""
        if connection.vendor == "postgresql":
            return cls(_settled_before(), 0)
        last = RecordedEvent.objects.order_by("-id").values_list("id", flat=True).first()
        return cls(0, last or 0)

    @classmethod
    def from_place(cls, place: str) -> "Tail | None":
        """The place a reader was told (`str(tail)`); None for what isn't one."""
        left, dot, right = place.partition(".")
        numbers = dot and all(part.isdecimal() and len(part) < 19 for part in (left, right))
        return cls(int(left), int(right)) if numbers else None

    def __str__(self) -> str:
        return f"{self.transaction}.{self.id}"

    def read(self, limit: int = BATCH) -> list[RecordedEvent]:
        """Up to `limit` events that were settled since, in the order of the log; and moves on."""
        rows = list(
            RecordedEvent.objects.filter(
                transaction_id__gte=self.transaction, transaction_id__lt=_settled_before()
            )
            .filter(Q(transaction_id__gt=self.transaction) | Q(id__gt=self.id))
            .order_by("transaction_id", "id")[:limit]
        )
        if rows:
            self.transaction, self.id = rows[-1].transaction_id, rows[-1].id
        return rows
