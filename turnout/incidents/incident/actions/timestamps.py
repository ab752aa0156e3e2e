"""Setting the timestamps of an incident: automatically when its status changes, or by hand."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.definitions.models import Timestamp
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import UNCHECKED, compare, lock, touch
from turnout.incidents.incident.events import TimesChanged
from turnout.incidents.incident.models import Incident, TimestampValue
from turnout.incidents.incident.models.timestamps import Times
from turnout.incidents.incident.timestamps import times_of, timestamps_for

BEGAN = "started_at"
SKEW = timedelta(minutes=2)  # clocks differ; what lies further ahead hasn't happened


def set_reached_timestamps(incident: Incident) -> None:
    """Part of a verb that changes the status: set the timestamps it triggers, the first time only.

    incident  locked
    """
    here = {f"category:{incident.category}", f"status:{incident.status.key}"}
    reached = [each for each in timestamps_for(incident) if each.set_by in here]
    TimestampValue.objects.bulk_create(
        [TimestampValue(incident=incident, timestamp=each, at=clock.now()) for each in reached],
        ignore_conflicts=True,  # the first time counts
    )


def seen_times(times: Times) -> str:
    """What a page showed, for `was`."""
    return ";".join(f"{key}={at.isoformat() if at else ''}" for key, at in sorted(times.items()))


@transaction.atomic
def set_times(
    incident: Incident, times: Mapping[str, datetime | None], *, by: Person | None, was: Any = UNCHECKED
) -> Incident:
    """Set timestamps by "started_at" or their key; None: not known after all.

    was  `seen_times` of what the caller saw; raises ChangedMeanwhile if it is different by now
    Raises NotPossible for a time that hasn't come, or that incidents of this type don't have.
    """
    incident = lock(incident)
    present = times_of(incident)
    compare(incident, was=was, current=seen_times(present), verb=TimesChanged.verb)
    offered = {each.key: each for each in timestamps_for(incident)}
    changed = {key: at for key, at in times.items() if at != present.get(key)}
    for key, at in changed.items():
        if key != BEGAN and key not in offered:
            raise NotPossible(_("Incidents of this type don't have this timestamp."))
        if at is not None and at > clock.now() + SKEW:
            raise NotPossible(_("That time is in the future. Enter when it happened, or leave it empty."))
        _set(incident, offered.get(key), at)
    if changed:
        touch(incident, *([BEGAN] if BEGAN in changed else []))
        own = [offered[key] for key in changed if key != BEGAN]
        said = TimesChanged(
            names=", ".join(each.name for each in own),
            timestamp_ids=tuple(each.pk for each in own),
            began=BEGAN in changed,
            keys=tuple(changed),
            was=tuple(_said(present.get(key)) for key in changed),
            now=tuple(_said(at) for at in changed.values()),
        )
        record(incident, said, by=by)
    return incident


def _said(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat() if at else ""


def _set(incident: Incident, timestamp: Timestamp | None, at: datetime | None) -> None:
    if timestamp is None:
        incident.started_at = at
    elif at is None:
        TimestampValue.objects.filter(incident=incident, timestamp=timestamp).delete()
    else:
        TimestampValue.objects.update_or_create(incident=incident, timestamp=timestamp, defaults={"at": at})
