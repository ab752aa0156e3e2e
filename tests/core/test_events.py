"""Events and those who react to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection, transaction

from tests.clock import Clock, settle
from tests.world import World, make_world
from turnout.config.commands.show import reactions
from turnout.core.events import reacting
from turnout.core.events.actors import SYSTEM, Actor, ActorKind, acting_as
from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.events.record import history, record, record_each
from turnout.core.events.sources import coming_from
from turnout.core.events.subjects import subjects
from turnout.core.events.tail import Tail
from turnout.core.events.types import ANY, Event, PersonId, event, types
from turnout.core.jobs import engine
from turnout.core.jobs.models import Job
from turnout.core.people.events import PersonAdded
from turnout.core.people.models import Person, Team
from turnout.incidents.room.actions.talking import post_message


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """A second reaction to somebody joining: it makes a team and notes for whom."""
    names: list[str] = []

    def welcome(row: RecordedEvent) -> None:
        Team.objects.create(name=f"welcome {row.subject_id} {len(names)}")
        names.append(row.subject_id)

    reacts_to(PersonAdded)(welcome)
    yield names
    del reacting.reactions[PersonAdded.verb][engine.name_of(welcome)]
    del engine.handlers[engine.name_of(welcome)]


@transaction.atomic
def join(world: World) -> RecordedEvent:
    return record(world.ada, PersonAdded(person=world.ada.id), by=world.gus)  # type: ignore[arg-type]


def test_a_reaction_happens_once_however_often_it_is_tried(
    world: World, heard: list[str], clock: Clock
) -> None:
    join(world)
    settle()
    clock.forward(hours=1)
    assert Team.objects.filter(name__startswith="welcome").count() == 1


def test_a_change_that_is_rolled_back_owes_nobody_a_reaction(world: World, heard: list[str]) -> None:
    before = RecordedEvent.objects.count()
    with transaction.atomic():
        join(world)
        transaction.set_rollback(True)
    settle()
    assert (heard, RecordedEvent.objects.count()) == ([], before)


@pytest.mark.django_db(transaction=True)
def test_an_event_belongs_into_the_transaction_of_its_change(db: None) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(Team(name="x"), PersonAdded(person="x"), by=None)  # type: ignore[arg-type]


def test_nobody_reacts_to_what_happened_long_ago(world: World, heard: list[str]) -> None:
    with history():
        join(world)
    settle()
    assert heard == []


def test_nothing_is_owed_where_there_is_nothing_to_do(world: World) -> None:
    message = world.raise_incident()
    settle()
    post_message(message, "It goes again.", by=world.bo)
    assert not Job.objects.exists()
    post_message(message, "Does it, @Ada Moreno?", by=world.bo)
    assert [job.name for job in Job.objects.all()] == ["incidents.reactions.tell_mentioned"]


def test_what_happened_to_many_costs_as_many_questions_as_what_happened_to_few(
    world: World, heard: list[str], django_assert_num_queries: Any
) -> None:
    def arrive(people: list[Person]) -> list[tuple[Person, PersonAdded]]:
        return [(each, PersonAdded(person=PersonId(each.pk))) for each in people]

    questions = 3 if connection.vendor == "postgresql" else 2  # there, those who wait are called
    for people in ([world.ada], [world.bo, world.cy, world.dee]):
        with transaction.atomic(), django_assert_num_queries(questions):
            record_each(arrive(people))
    settle()
    assert heard == [world.ada.pk, world.bo.pk, world.cy.pk, world.dee.pk]


def test_who_did_it_and_from_where_is_kept(world: World) -> None:
    with coming_from("api"):
        row = join(world)
    kept = RecordedEvent.objects.get(pk=row.pk)
    assert (kept.actor, kept.source, kept.event.person) == (world.gus, "api", world.ada.id)


def test_what_no_person_did_names_who_did(world: World) -> None:
    key = Actor(ActorKind.API_KEY, "01J0000000000000000000000K", "Backstage")
    with acting_as(key), transaction.atomic():
        by_key = record(world.ada, PersonAdded(person=PersonId(world.ada.pk)), by=None)
        by_person = record(world.ada, PersonAdded(person=PersonId(world.ada.pk)), by=world.gus)
        record_each([(world.ada, PersonAdded(person=PersonId(world.ada.pk)))])
    by_system = RecordedEvent.objects.latest("pk")
    assert RecordedEvent.objects.get(pk=by_key.pk).doer == key
    assert by_person.doer == Actor(ActorKind.PERSON, world.gus.pk)
    assert by_system.doer == SYSTEM


def test_an_event_of_another_version_can_still_be_read(world: World) -> None:
    row = join(world)
    RecordedEvent.objects.filter(pk=row.pk).update(data={"person": world.ada.id, "shoe_size": 38})
    assert RecordedEvent.objects.get(pk=row.pk).event.person == world.ada.id
    RecordedEvent.objects.filter(pk=row.pk).update(verb="person.levitated")
    assert RecordedEvent.objects.get(pk=row.pk).event is None


def test_a_reader_who_comes_back_finds_what_it_missed(transactional_db: None) -> None:
    world = make_world()
    place = str(Tail.at_end())
    missed = [join(world), join(world)]
    tail = Tail.from_place(place)
    assert tail is not None
    assert [row.pk for row in tail.read()][-2:] == [row.pk for row in missed]
    assert tail.read() == []
    assert Tail.from_place("nonsense") is None


def test_one_may_react_to_whatever_happens(world: World) -> None:
    heard: list[str] = []

    def note(row: RecordedEvent) -> None:
        heard.append(row.verb)

    reacts_to(ANY, when=lambda row, _event: row.subject_kind == "incident")(note)
    try:
        post_message(world.raise_incident(), "It goes again.", by=world.bo)
        join(world)
        assert Job.objects.filter(name=engine.name_of(note)).count() == 2
        assert "anything" in CliRunner().invoke(reactions).output
        settle()
    finally:
        del reacting.reactions[reacting.WHATEVER][engine.name_of(note)]
        del engine.handlers[engine.name_of(note)]
    assert heard == ["incident.raised", "incident.message_posted"]


def test_nothing_is_recorded_of_what_nobody_vouches_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(subjects, "person")
    with (
        transaction.atomic(),
        pytest.raises(RuntimeError, match=r"no subjects\.py says who may see"),
    ):
        join(world)


def test_an_event_is_only_known_if_its_fields_say_what_they_hold() -> None:
    @dataclass(frozen=True, kw_only=True)
    class Vague(Event):
        """Something."""

        verb = "test.vague"
        sentence = "{who} did {what}"
        what: str

    with pytest.raises(TypeError, match="Words, a Key, an Id"):
        event(Vague)
    assert "test.vague" not in types


def test_jobs_name_only_the_event_never_its_content(world: World, heard: list[str]) -> None:
    row = join(world)
    assert {"event": row.pk} in [job.payload for job in Job.objects.all()]
