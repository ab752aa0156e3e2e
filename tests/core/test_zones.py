"""Somebody's local time, and the moment it means."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from turnout.core.lib.zones import choices, from_local, is_zone, to_local

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "hour"),
    [("2026-07-01T12:00", 10), ("2026-01-01T12:00", 11), ("2026-10-25T02:30", 0), ("2026-03-29T02:30", 1)],
    ids=["summer", "winter", "comes twice", "is skipped"],
)
def test_a_local_time_means_one_moment(written: str, hour: int) -> None:
    moment = from_local(written, BERLIN)
    assert (moment.tzinfo, moment.hour) == (UTC, hour)


def test_a_moment_reads_back_as_the_local_time_it_came_from() -> None:
    assert to_local(from_local("2026-07-01T12:05", BERLIN), BERLIN) == "2026-07-01T12:05"
    assert to_local(datetime(2026, 7, 1, 12, tzinfo=UTC), ZoneInfo("Asia/Kolkata")) == "2026-07-01T17:30"


@pytest.mark.parametrize("written", ["", "soon", "2026-02-30T10:00", "0001-01-01T00:00"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (from here and from the standard library alike)
        from_local(written, BERLIN)


def test_a_form_offers_places() -> None:
    assert ("America/New_York", "America / New York") in choices()
    assert [is_zone(name) for name in ("UTC", "Etc/GMT+3", "../etc/passwd")] == [True, False, False]
