"""The engine: runs what is due. "Later" has two causes and no third.

*Something happened*: a job, written in the transaction of its event (core.events).
*A time came*: a tick, over rows whose due column has passed.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, models, transaction

from turnout.core.jobs.errors import PermanentFailure, describe
from turnout.core.jobs.lease import LEASE, claim, next_try
from turnout.core.jobs.models import Job
from turnout.core.lib import clock, metrics, watchdog

log = structlog.get_logger(__name__)

M = TypeVar("M", bound=models.Model)
BATCH = 50
GIVE_UP_AFTER = 12  # tries, about five hours

SENT_AT_ONCE = 10  # jobs that send, claimed together: others wait while the outside world is slow

handlers: dict[str, Callable[[dict[str, Any]], None]] = {}
senders: set[str] = set()
"""Handlers with effects outside the database."""


class LostLease(Exception):
    """Another worker took this job over; what this one did is rolled back."""


@dataclass(frozen=True)
class Tick:
    """A function over due rows, found by the engine through `ticks`."""

    name: str
    about: str
    run: Callable[[], int]
    outside: bool  # has effects outside the database, so it runs in its own thread


ticks: dict[str, Tick] = {}


def name_of(function: Callable[..., Any]) -> str:
    """Jobs keep it while they wait: it is the same wherever in its room's `reactions` the function stands."""
    room, inside, _ = function.__module__.removeprefix("turnout.").partition(".reactions.")
    return f"{room}{inside.removesuffix('.')}.{function.__name__}"


def handler(name: str, function: Callable[[dict[str, Any]], None], *, outside: bool = False) -> None:
    """What jobs of this name run. With effects `outside` it runs in no transaction, and may run again."""
    if name in handlers:
        raise RuntimeError(f"two handlers are called {name}")
    handlers[name] = function
    if outside:
        senders.add(name)


def due(
    rows: Callable[[], models.QuerySet[M]], column: str
) -> Callable[[Callable[[M], None]], Callable[[M], None]]:
    """Make a function the tick over `rows()` whose `column` has passed.

    Each row is handled in one transaction, locked, and must leave it gone or with its column moved on.
    For work inside the database; effects outside belong in `leased`.
    """

    def register(function: Callable[[M], None]) -> Callable[[M], None]:
        name = name_of(function)

        def handle(pk: Any) -> bool:
            with transaction.atomic():
                row = (
                    rows()
                    .filter(pk=pk, **{f"{column}__lte": clock.now()})
                    .select_for_update(skip_locked=True, of=("self",))
                    .first()
                )
                if row is None:
                    return False
                before = getattr(row, column)
                function(row)
                after = rows().model._base_manager.filter(pk=pk).values_list(column, flat=True)
                if before in after:
                    raise RuntimeError(f"{name} left {column} where it was")
                return True

        def run() -> int:
            failed = Job.objects.filter(name=name).values_list("payload__pk", flat=True)[:1000]
            passed = rows().filter(**{f"{column}__lte": clock.now()}).exclude(pk__in=list(failed))
            handled = 0
            for pk in list(passed.order_by(column).values_list("pk", flat=True)[:BATCH]):
                try:
                    handled += handle(pk)
                except Exception as error:
                    metrics.worked(name, "failed")
                    log.error("tick failed", tick=name, error=describe(error))
                    Job.objects.create(
                        name=name,
                        payload={"pk": pk},
                        attempts=1,
                        due_at=next_try(1),
                        last_error=describe(error),
                    )
                watchdog.moved()
            metrics.worked(name, count=handled)
            return handled

        def again(payload: dict[str, Any]) -> None:
            handle(payload["pk"])

        handler(name, again)
        ticks[name] = Tick(name, (function.__doc__ or "").strip(), run, outside=False)
        return function

    return register


def leased(
    rows: Callable[[], models.QuerySet[M]], column: str, *, lease: timedelta = LEASE
) -> Callable[[Callable[[M], None]], Callable[[M], None]]:
    """Make a function the tick that carries effects outside.

    Rows are claimed with a lease first and handled outside any transaction. The function itself writes how it
    went (done, next try, given up); if its worker dies the row comes back when the lease ends, so the effect
    must carry an idempotency key.
    """

    def register(function: Callable[[M], None]) -> Callable[[M], None]:
        name = name_of(function)

        def run() -> int:
            claimed = claim(rows(), column, limit=10, lease=lease)
            for row in claimed:
                try:
                    function(row)
                    metrics.worked(name)
                except Exception as error:  # the lease brings it back
                    metrics.worked(name, "failed")
                    log.error("tick failed", tick=name, error=describe(error))
                watchdog.moved()
            return len(claimed)

        ticks[name] = Tick(name, (function.__doc__ or "").strip(), run, outside=True)
        return function

    return register


def run_job(job: Job) -> None:
    """Run one claimed job: its database work and its leaving are one transaction. One that sends is in none:
    nothing waits in the database for the other side, and what was noted of a failure stays."""
    try:
        with nullcontext() if job.name in senders else transaction.atomic():
            handlers[job.name](job.payload)
            left, _ = Job.objects.filter(pk=job.pk, attempts=job.attempts).delete()
            if not left:
                raise LostLease
        metrics.worked(job.name)
    except LostLease:
        log.warning("job taken over", job=job.name)
    except Exception as error:
        gives_up = isinstance(error, PermanentFailure) or job.attempts >= GIVE_UP_AFTER
        Job.objects.filter(pk=job.pk, attempts=job.attempts).update(
            due_at=None if gives_up else next_try(job.attempts, error), last_error=describe(error)
        )
        metrics.worked(job.name, "stuck" if gives_up else "failed")
        log.error("job failed", job=job.name, attempts=job.attempts, stuck=gives_up, error=describe(error))


def run_jobs() -> int:
    """Run one batch of due jobs, but those that send; answers how many there were."""
    jobs = claim(Job.objects.waiting().exclude(name__in=senders), "due_at", limit=BATCH)
    for job in jobs:
        run_job(job)
        watchdog.moved()
    return len(jobs)


def run_sending_jobs() -> int:
    """Run some due jobs that send; answers how many there were."""
    if not senders:
        return 0
    jobs = claim(Job.objects.waiting().filter(name__in=senders), "due_at", limit=SENT_AT_ONCE)
    for job in jobs:
        if (
            job.due_at and job.due_at > clock.now()
        ):  # else those before it took so long that the lease is over
            run_job(job)
        watchdog.moved()
    return len(jobs)


def retry(jobs: models.QuerySet[Job]) -> int:
    """A person asks for another go: due now, counted from the start."""
    return jobs.update(due_at=clock.now(), attempts=0)


def passes(*, inside: bool, outside: bool) -> Iterator[tuple[str, Callable[[], int]]]:
    """What one turn of a worker runs, by name: jobs first, then every tick of the kinds asked for."""
    if inside:
        yield "jobs", run_jobs
    if outside:
        yield "jobs that send", run_sending_jobs
    for each in list(ticks.values()):
        if outside if each.outside else inside:
            yield each.name, each.run


def turn(*, inside: bool = True, outside: bool = True) -> int:
    """One turn over everything due; answers how much was done. A pass that fails holds up no other."""
    done = 0
    for name, run in passes(inside=inside, outside=outside):
        try:
            done += run()
        except InterfaceError:  # no connection at all: the worker makes another
            raise
        except Exception as error:
            log.error("pass failed", name=name, error=describe(error))
            if isinstance(error, DatabaseError):
                close_old_connections()
    return done


def run_until_idle(limit: int = 1000) -> None:
    """Everything due now, and what that made due. For tests and the demo."""
    for _ in range(limit):
        if not turn():
            return
    raise RuntimeError("work keeps making more work")
