import pytest

from turnout.core.events.models import RecordedEvent
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Incident, IncidentType
from turnout.incidents.raising.actions.raising import raise_incident


def test_one_sentence_is_enough(world):
    incident = raise_incident(name="Riders can't log in", by=world.ada)
    assert (incident.reference, incident.category, incident.reporter) == ("INC-1", "triage", world.ada)


def test_numbers_have_no_gap_even_when_raising_fails(world):
    world.raise_incident()
    with pytest.raises(NotPossible):
        raise_incident(name="   ", by=world.ada)
    assert world.raise_incident().number == 2


def test_a_long_first_sentence_is_kept_whole(world):
    words = "the oven in the hub smells of burning and " * 10
    incident = raise_incident(name=words, by=world.dee)
    assert len(incident.name) <= 200
    assert incident.name.endswith("…")
    assert words.strip() in incident.summary


def test_what_was_written_in_lines_stays_in_lines(world):
    words = "The oven smells.\nIt began at nine.\n\n- burning\n- smoke " + "in the hub " * 20
    assert raise_incident(name=words, by=world.dee).summary == words.strip()


def test_whoever_reports_follows(world):
    incident = world.raise_incident(by=world.dee)
    assert incident.subscriptions.filter(person=world.dee).exists()


def test_somebodys_data_starts_private(world):
    kind = IncidentType.objects.get(key="privacy")
    incident = raise_incident(name="Address sent to the wrong customer", type=kind, by=world.ada)
    assert incident.is_restricted
    assert not Incident.objects.visible_to(world.bo).filter(pk=incident.pk).exists()


def test_raising_is_one_event_with_who_when_and_from_where(world):
    incident = world.raise_incident(by=world.ada)
    event = RecordedEvent.objects.get(subject_id=incident.pk)
    assert (event.verb, event.actor, event.source) == ("incident.raised", world.ada, "worker")
