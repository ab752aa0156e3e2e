"""What two texts have in common is found word by word, and in time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.core.lib.differences import differences

pytestmark = pytest.mark.once


def marked(runs):
    return "".join(f"[{run.text}]" if run.differs else run.text for run in runs)


@pytest.mark.parametrize(
    ("was", "now", "before", "after"),
    [
        ("Two riders are late", "Three riders are late", "[Two] riders are late", "[Three] riders are late"),
        ("One.\nTwo.\n", "One.\nNew.\nTwo.\n", "One.\nTwo.\n", "One.\n[New.\n]Two.\n"),
        ("", "All of it", "", "[All of it]"),
        ("Alike", "Alike", "Alike", "Alike"),
    ],
)
def test_only_what_differs_is_marked(was, now, before, after):
    assert tuple(map(marked, differences(was, now))) == (before, after)


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_is_lost_and_what_is_alike_is_alike_in_both(was, now):
    before, after = differences(was, now)
    assert "".join(run.text for run in before) == was and "".join(run.text for run in after) == now
    shared = ["".join(run.text for run in runs if not run.differs) for runs in (before, after)]
    assert shared[0] == shared[1]


def test_no_two_texts_keep_the_machine_busy():
    words = [str(number % 97) for number in range(20_000)]
    began = time.process_time()
    differences(" ".join(words), " ".join(reversed(words)))
    differences("\n".join(words[:1400]), "\n".join(reversed(words[:1400])))
    differences(" ".join(words[:700]), " ".join(reversed(words[:700])))
    assert time.process_time() - began < 3
