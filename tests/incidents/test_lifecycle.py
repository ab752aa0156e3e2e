import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.world import make_world
from turnout.core.events.models import RecordedEvent
from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.incident.actions.lifecycle import (
    accept_incident,
    cancel_incident,
    change_status,
    close_incident,
    decline_incident,
    reopen_incident,
    resolve_incident,
)
from turnout.incidents.models import Status


def verbs_of(incident):
    return list(
        RecordedEvent.objects.filter(subject_id=incident.pk).order_by("id").values_list("verb", flat=True)
    )


def test_accepting_takes_it_out_of_triage(world, clock):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    assert (incident.category, incident.accepted_at) == ("live", clock.now())


def test_it_can_be_accepted_only_once(world):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    with pytest.raises(NotPossible):
        decline_incident(incident, by=world.ada)


def test_declining_is_an_end_with_a_word(world):
    incident = decline_incident(world.raise_incident(), by=world.bo, note="Thank you, it was the test order.")
    event = RecordedEvent.objects.filter(subject_id=incident.pk).latest("id")
    assert (incident.is_open, event.event.note) == (False, "Thank you, it was the test order.")


def test_resolving_stops_the_promise_of_updates(world, clock):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    incident = resolve_incident(incident, by=world.bo)
    assert (incident.category, incident.resolved_at) == ("learning", clock.now())
    assert incident.next_update_at is None


def test_reopening_forgets_that_it_was_over(world):
    incident = resolve_incident(world.raise_incident(), by=world.bo)
    incident = reopen_incident(close_incident(incident, by=world.bo), by=world.ada)
    assert (incident.category, incident.resolved_at, incident.closed_at) == ("live", None, None)


def test_a_status_says_what_it_means(world):
    incident = world.raise_incident()
    for key in ("fixing", "monitoring", "reviewing", "investigating"):
        incident = change_status(incident, Status.objects.get(key=key), by=world.bo)
    assert verbs_of(incident)[1:] == [
        "incident.accepted",
        "incident.status_changed",
        "incident.resolved",
        "incident.reopened",
    ]


def test_the_second_of_two_people_is_told(world):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    seen = incident.status_id
    change_status(incident, Status.objects.get(key="fixing"), was=seen, by=world.bo)
    with pytest.raises(ChangedMeanwhile) as told:
        change_status(incident, Status.objects.get(key="monitoring"), was=seen, by=world.ada)
    assert told.value.who == world.bo


class AnyLife(TestCase):
    """Whatever people do in whatever order, an incident's times agree with where it is."""

    @settings(max_examples=40)
    @given(
        st.lists(
            st.sampled_from("accept decline resolve reopen cancel close fixing paused monitoring".split()),
            max_size=8,
        )
    )
    def test_times_and_status_agree(self, steps):
        world = make_world()
        incident = world.raise_incident()
        act = {
            "accept": accept_incident,
            "decline": decline_incident,
            "resolve": resolve_incident,
            "reopen": reopen_incident,
            "cancel": cancel_incident,
            "close": close_incident,
        }
        for step in steps:
            try:
                if step in act:
                    incident = act[step](incident, by=world.bo)
                else:
                    incident = change_status(incident, Status.objects.get(key=step), by=world.bo)
            except NotPossible:
                continue
        incident.refresh_from_db()
        assert incident.category == incident.status.category
        assert incident.is_open == (incident.resolved_at is None and incident.closed_at is None)
        if incident.category in ("learning", "closed"):
            assert incident.resolved_at is not None
