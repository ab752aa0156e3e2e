"""What stands on a shelf: made once for each key, bounded, and made anew when names may have changed."""

from copy import copy
from functools import partial
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.caches import without_cache_checks
from turnout.core.lib import revision_cache
from turnout.core.lib.cached_tables import cached_table, isolated_cache
from turnout.core.lib.revision_cache import MAX_AGE, RevisionCache
from turnout.incidents.models import Discipline, Incident, list_rows


class Counted(RevisionCache[str, int]):
    """Keeps which time it was made."""

    made = 0

    def look(self, key: str) -> int:
        return self.get(key, self._make)

    def _make(self) -> int:
        self.made += 1
        return self.made


def test_what_stands_under_a_key_is_made_once():
    shelf = Counted(10)
    with without_cache_checks():
        assert [shelf.look("a"), shelf.look("a"), shelf.look("b")] == [1, 1, 2]


def test_names_are_believed_for_some_seconds_only(monkeypatch):
    shelf, now = Counted(10), 100.0
    monkeypatch.setattr(revision_cache, "monotonic", lambda: now)
    with without_cache_checks():
        shelf.look("a")
        now += MAX_AGE - 0.1
        assert shelf.look("a") == 1
        now += 0.2
        assert shelf.look("a") == 2


def test_all_is_made_anew_when_a_person_or_a_kind_is_renamed(world):
    shelf = Counted(10)
    with without_cache_checks():
        for thing in (world.ada, next(iter(cached_table(Discipline).values()))):
            before = shelf.look("a")
            thing = copy(thing)
            thing.name = "Somebody else"
            thing.save()
            assert shelf.look("a") == before + 1


def test_what_was_tried_out_and_rolled_back_leaves_nothing(world):
    shelf = Counted(10)
    with without_cache_checks():
        with isolated_cache():
            shelf.look("a")
        assert shelf.look("a") == 2


def test_what_changed_while_it_was_read_stands_under_what_it_is_now():
    shelf = RevisionCache[str, int](10)
    with without_cache_checks():
        assert shelf.get_many(["old"], lambda _missing: {"new": 1}) == {"new": 1}
        assert shelf.get_many(["new"], lambda _missing: {"new": 2}) == {"new": 1}


@given(st.lists(st.integers(0, 30), max_size=200), st.integers(1, 12))
def test_a_shelf_never_grows_and_always_answers_what_was_asked(keys, most):
    shelf = RevisionCache[int, int](most)
    with without_cache_checks():
        for key in keys:
            assert shelf.get(key, partial(mul, key, 2)) == key * 2
            assert len(shelf._held) <= most


def test_nobody_writes_into_what_others_read_too(world):
    kind = next(iter(cached_table(Discipline).values()))
    with pytest.raises(AssertionError, match="name of a Discipline"):
        kind.name = "Mine"
    mine = copy(kind)
    mine.name = "Mine"
    shown = list_rows(Incident.objects.filter(pk=world.raise_incident().pk), 1)[0]
    with pytest.raises(AssertionError, match="name of a Incident"):
        shown.name = "Mine"
