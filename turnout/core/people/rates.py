"""How often something may be tried: counted in the database, so that all processes count alike."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import models
from django.utils.crypto import salted_hmac

from turnout.core.lib import clock
from turnout.core.people.errors import TooManyTries
from turnout.core.people.models import RateWindow


@dataclass(frozen=True)
class Limit:
    """At most `most` tries in each stretch of `per`."""

    name: str
    most: int
    per: timedelta

    def take(self, *who: str) -> None:
        """Count one try by `who`, or raise TooManyTries; what is refused writes nothing."""
        starts_at = self._start()
        key = self._key(who)
        window, _ = RateWindow.objects.get_or_create(
            key=key, starts_at=starts_at, defaults={"ends_at": starts_at + self.per}
        )
        # One statement, so that tries at the same moment can't both be the last one allowed.
        counted = RateWindow.objects.filter(pk=window.pk, count__lt=self.most).update(
            count=models.F("count") + 1
        )
        if not counted:
            raise TooManyTries(window.ends_at - clock.now())

    def give_back(self, *who: str) -> None:
        """That try was a good one: it doesn't count."""
        RateWindow.objects.filter(key=self._key(who), starts_at=self._start(), count__gt=0).update(
            count=models.F("count") - 1
        )

    def forget(self, *who: str) -> None:
        """Start counting `who` anew."""
        RateWindow.objects.filter(key=self._key(who)).delete()

    def _key(self, who: tuple[str, ...]) -> str:
        """Says nothing about who it is: addresses of people and machines are not kept."""
        return salted_hmac(f"rate.{self.name}", "\n".join(who), algorithm="sha256").hexdigest()

    def _start(self) -> datetime:
        seconds = int(self.per.total_seconds())
        return datetime.fromtimestamp(int(clock.now().timestamp()) // seconds * seconds, tz=UTC)
