"""Claiming due rows so that no two workers hold the same one, and a dead worker's come back."""

import random
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import connection, models, transaction

from turnout.core.lib import clock
from turnout.core.lib.failures import TemporaryFailure

M = TypeVar("M", bound=models.Model)
LEASE = timedelta(minutes=2)


def claim(due: models.QuerySet[M], column: str, *, limit: int, lease: timedelta = LEASE) -> list[M]:
    """Take up to `limit` rows of `due` whose `column` has passed, moving it to the end of the lease.

    The model counts `attempts`. On PostgreSQL other workers' rows are skipped; on SQLite the immediate
    transaction admits one claimer at a time.
    """
    passed = due.filter(**{f"{column}__lte": clock.now()}).order_by(column)
    if not passed.exists():  # looking needs no lock
        return []
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            passed = passed.select_for_update(skip_locked=True, of=("self",))
        rows = list(passed[:limit])
        until = clock.now() + lease
        due.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(
            **{column: until, "attempts": models.F("attempts") + 1}
        )
    for row in rows:
        setattr(row, column, until)
        row.attempts += 1  # type: ignore[attr-defined]
    return rows


def next_try(attempts: int, failed: BaseException | None = None) -> datetime:
    """When to try again after `attempts` failures: 5 s doubling to 1 h, a quarter of it random; later where
    the last one says so."""
    wait = timedelta(seconds=min(5 * 2 ** max(0, attempts - 1), 3600) * random.uniform(0.75, 1.25))
    asked = failed.after if isinstance(failed, TemporaryFailure) else timedelta(0)
    return clock.now() + max(wait, asked)
