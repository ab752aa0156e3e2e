"""Time in tests: it stands still until a test moves it, and moving it runs what fell due."""

from datetime import datetime, timedelta

from turnout.core.jobs import engine
from turnout.core.jobs.models import Job
from turnout.core.lib import clock


class Clock:
    """The time everybody sees, in every thread of the test."""

    def __init__(self) -> None:
        self.set(clock.now().replace(microsecond=0))

    def now(self) -> datetime:
        return clock.now()

    def set(self, moment: datetime) -> None:
        clock.stop_at(moment)

    def forward(self, **by: float) -> datetime:
        """`forward(minutes=30)`: let time pass, then do what fell due."""
        self.set(clock.now() + timedelta(**by))
        engine.run_until_idle()
        return clock.now()


def settle() -> None:
    """Do all that is due now, and what that causes. A reaction that fails, fails the test."""
    engine.run_until_idle()
    failed = [f"{job.name}: {job.last_error}" for job in Job.objects.exclude(last_error="")]
    assert not failed, failed
