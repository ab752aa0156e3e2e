"""How people are reached: addresses that they showed to be theirs, and what goes to them."""

import re
from typing import Any

import pytest

from tests.clock import Clock
from tests.world import World
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.actions.tell import tell
from turnout.core.notify.actions.verifying import send_code
from turnout.core.notify.models import Delivery
from turnout.core.people.actions.contacts import (
    MOST_TRIES,
    add_contact_method,
    remove_contact_method,
    use_contact_method,
    verify_contact_method,
)
from turnout.core.people.actions.founding import add_person
from turnout.core.people.actions.joining import invite_person
from turnout.core.people.errors import NotPossible, TooManyTries
from turnout.core.people.models import ADDRESS, ContactMethod, Person
from turnout.incidents.models import Incident
from turnout.integrations.email.models import OutboxMail

OWN = "bo@home.example"


@pytest.fixture
def own(world: World) -> ContactMethod:
    return add_contact_method(world.bo, ADDRESS, OWN, by=world.bo)


def code_sent(method: ContactMethod) -> str:
    send_code(method, by=method.person)
    found = re.search(r"\b\d{6}\b", OutboxMail.objects.latest("created_at", "id").text)
    assert found
    return found[0]


def verify(method: ContactMethod) -> ContactMethod:
    return verify_contact_method(method, code_sent(method), by=method.person)


def tell_bo(world: World, settle: Any) -> set[str]:
    """Where a notification reaches Bo."""
    OutboxMail.objects.all().delete()
    told = {"title": "Hear this", "path": "/incidents/1/"}
    tell([world.bo], "incident.mention", about=None, subject=Incident.objects.get(), **told)  # type: ignore[arg-type]
    settle()
    return set(OutboxMail.objects.filter(subject="Hear this").values_list("to", flat=True))


def test_the_address_one_signs_in_with_is_the_first(world: World) -> None:
    [first] = ContactMethod.objects.filter(person=world.bo)
    assert (first.value, first.is_verified, first.is_for_signing_in()) == (world.bo.email, True, True)
    with pytest.raises(NotPossible):
        remove_contact_method(first, by=world.bo)


def test_nothing_goes_to_an_address_before_it_is_verified(
    world: World, own: ContactMethod, settle: Any
) -> None:
    world.raise_incident()
    assert tell_bo(world, settle) == {world.bo.email}
    verify(own)
    assert tell_bo(world, settle) == {world.bo.email, OWN}
    assert len(set(Delivery.objects.values_list("key", flat=True))) == Delivery.objects.count()
    use_contact_method(ContactMethod.objects.get(value=world.bo.email), used=False, by=world.bo)
    assert tell_bo(world, settle) == {OWN}


def test_what_waits_isnt_sent_to_an_address_that_was_removed(
    world: World, own: ContactMethod, clock: Clock
) -> None:
    verify(own)
    tell(
        [world.bo],
        "incident.mention",
        about=None,
        subject=world.raise_incident(),
        title="Hear this",
        path="/",
    )
    remove_contact_method(own, by=world.bo)
    clock.forward(minutes=1)
    assert not OutboxMail.objects.filter(to=OWN, subject="Hear this").exists()
    assert Delivery.objects.get(key__contains=own.pk).state == "dropped"


def test_a_code_works_once_for_a_while_and_not_by_guessing(
    world: World, own: ContactMethod, clock: Clock
) -> None:
    wrong = code_sent(own)
    right = code_sent(own)
    if wrong != right:
        with pytest.raises(NotPossible):  # the earlier one
            verify_contact_method(own, wrong, by=world.bo)
    clock.forward(minutes=16)
    with pytest.raises(NotPossible):
        verify_contact_method(own, right, by=world.bo)
    right = code_sent(own)
    guesses = [f"{(int(right) + nth) % 10**6:06}" for nth in range(1, MOST_TRIES + 1)]
    for guess in [*guesses, right]:
        with pytest.raises(NotPossible):
            verify_contact_method(own, guess, by=world.bo)
    verify(own)
    assert not ContactMethod.objects.get(pk=own.pk).code


def test_codes_are_kept_hashed_and_not_sent_without_end(world: World, own: ContactMethod) -> None:
    codes = [code_sent(own) for _nth in range(5)]
    assert not any(code in ContactMethod.objects.get(pk=own.pk).code for code in codes)
    with pytest.raises(TooManyTries):
        send_code(own, by=world.bo)


def test_an_address_is_one_persons(world: World, own: ContactMethod) -> None:
    verify(own)
    theirs = add_contact_method(world.cy, ADDRESS, OWN, by=world.cy)
    with pytest.raises(NotPossible, match="uses that address"):
        verify(theirs)
    finns = add_contact_method(world.cy, ADDRESS, world.finn.email, by=world.cy)
    with pytest.raises(NotPossible, match="uses that address"):
        verify(finns)
    assert list(Person.objects.reached_at(ADDRESS, OWN)) == [world.bo]


def test_nobody_takes_an_address_from_somebody_by_inviting_it(world: World, own: ContactMethod) -> None:
    verify(own)
    with pytest.raises(NotPossible, match="uses that address already"):
        invite_person(email=OWN, role="viewer", by=world.gus)
    with pytest.raises(NotPossible, match="uses that address already"):
        add_person(name="Bo's mother", email=OWN, role="viewer", by=world.gus)
    assert list(Person.objects.reached_at(ADDRESS, OWN)) == [world.bo]


def test_no_event_names_an_address(world: World, own: ContactMethod) -> None:
    verify(own)
    remove_contact_method(own, by=world.bo)
    said = [str(each.data) for each in RecordedEvent.objects.filter(verb__contains="contact_method")]
    assert len(said) == 3 and not any(OWN in each for each in said)
