"""Times read as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.html import strip_tags

from turnout.core.lib import clock as real_clock
from turnout.web import times

NOW = datetime(2026, 11, 23, 14, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_two_twenty():
    with real_clock.at(NOW):
        yield


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(), "14:20"),
        (timedelta(days=1), "yesterday 14:20"),
        (timedelta(days=-1), "tomorrow 14:20"),
        (timedelta(days=20), "3 Nov 14:20"),
        (timedelta(days=385), "3 Nov 2025"),
    ],
)
def test_a_moment_is_as_long_as_it_must_be(before, words):
    assert strip_tags(times.moment(NOW - before)) == words


def test_a_day_has_no_time_of_day():
    assert strip_tags(times.moment(date(2026, 11, 24))) == "tomorrow"


def test_a_while_ago_becomes_a_date_after_a_week():
    assert strip_tags(times.ago(NOW - timedelta(minutes=12))) == "12 min ago"
    assert strip_tags(times.ago(NOW - timedelta(days=8))) == "15 Nov 14:20"


def test_what_is_past_its_time_is_late():
    assert strip_tags(times.until(NOW + timedelta(minutes=12))) == "in 12 min"
    assert strip_tags(times.until(NOW - timedelta(minutes=5))) == "5 min late"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(45, "45 s"), (720, "12 min"), (4800, "1 h 20 min"), (7200, "2 h"), (270_000, "3 d 3 h")],
)
def test_a_length_names_its_two_largest_parts(seconds, words):
    assert times.lasting(timedelta(seconds=seconds)) == words
