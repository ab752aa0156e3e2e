"""How often something may be tried: counted in the database, so that all processes count alike."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection, models
from django.utils.crypto import salted_hmac

from turnout.core.lib import clock
from turnout.core.people.errors import TooManyTries
from turnout.core.people.models import RateWindow

# One statement: tries at the same moment can't both be the last one allowed, and a try costs one query.
_COUNT = """
INSERT INTO people_ratewindow AS was ("key", "starts_at", "ends_at", "count")
VALUES (%s, %s, %s, 1)
ON CONFLICT ("key", "starts_at") DO UPDATE SET "count" = was."count" + 1 WHERE was."count" < %s
RETURNING "count"
"""


@dataclass(frozen=True)
class Allowance:
    """What is left of a limit after a try, and when it starts again."""

    most: int
    used: int
    ends_at: datetime


@dataclass(frozen=True)
class Limit:
    """At most `most` tries in each stretch of `per`."""

    name: str
    most: int
    per: timedelta

    def take(self, *who: str) -> Allowance:
        """Count one try by `who`, or raise TooManyTries; what is refused writes nothing."""
        starts_at = self._start()
        ends_at = starts_at + self.per
        stored = connection.ops.adapt_datetimefield_value
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [self._key(who), stored(starts_at), stored(ends_at), self.most])
            counted = cursor.fetchone()
        if counted is None:
            raise TooManyTries(ends_at - clock.now(), most=self.most)
        return Allowance(self.most, counted[0], ends_at)

    def give_back(self, *who: str) -> None:
        """That try was a good one: it doesn't count."""
        RateWindow.objects.filter(key=self._key(who), starts_at=self._start(), count__gt=0).update(
            count=models.F("count") - 1
        )

    def forget(self, *who: str) -> None:
        """Reset the count for `who`."""
        RateWindow.objects.filter(key=self._key(who)).delete()

    def _key(self, who: tuple[str, ...]) -> str:
        """Says nothing about who it is: addresses of people and machines are not kept."""
        return salted_hmac(f"rate.{self.name}", "\n".join(who), algorithm="sha256").hexdigest()

    def _start(self) -> datetime:
        seconds = int(self.per.total_seconds())
        return datetime.fromtimestamp(int(clock.now().timestamp()) // seconds * seconds, tz=UTC)


def writing() -> Limit | None:
    """How much one person may write: far more than anyone does by hand. None if an install has no limit."""
    most = settings.WRITES_PER_MINUTE
    return Limit("writing", most=most, per=timedelta(minutes=1)) if most else None


def reporting() -> Limit | None:
    """How many incidents one person may raise: each calls others."""
    most = settings.WRITES_PER_MINUTE
    return Limit("reporting", most=max(1, most // 4), per=timedelta(minutes=10)) if most else None
