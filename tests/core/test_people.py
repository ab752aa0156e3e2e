"""People, teams, roles: the verbs and what they refuse."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from tests.clock import Clock
from tests.world import World
from turnout.core.events.models import RecordedEvent
from turnout.core.people.actions.brake import count_edit, let_go_on, stop
from turnout.core.people.actions.founding import AlreadyFounded, add_person, found_organization
from turnout.core.people.actions.joining import (
    accept_invitation,
    find_invitation,
    invite_person,
    renew_access,
    withdraw_invitation,
)
from turnout.core.people.actions.leaving import deactivate_person, reactivate_person
from turnout.core.people.actions.profile import change_profile
from turnout.core.people.actions.roles import change_role
from turnout.core.people.actions.teams import add_member, create_team, remove_team
from turnout.core.people.actions.tokens import create_api_token, find_by_token, revoke_api_token
from turnout.core.people.browsers import browser_of
from turnout.core.people.errors import NotPossible, ScriptStopped, TooManyTries
from turnout.core.people.keys import digest_of
from turnout.core.people.models import ApiToken, Invitation, Person, RateWindow
from turnout.core.people.names import tidy
from turnout.core.people.passwords import weaknesses
from turnout.core.people.permissions import Permission
from turnout.core.people.rates import Limit

NEW = "seven quiet herons at dusk"


def join(key: str, name: str = "Hana Doe", password: str = NEW) -> Person:
    return accept_invitation(key, name=name, password=password, timezone="Europe/Lisbon")


def test_an_invitation_works_once(world: World) -> None:
    _invitation, key = invite_person(email="Hana@Example.org", role="responder", by=world.gus)
    hana = join(key)
    assert (hana.email, hana.role, hana.timezone) == ("hana@example.org", "responder", "Europe/Lisbon")
    with pytest.raises(NotPossible):
        join(key)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of these came to, all begun at the same moment, each on a connection of its own."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            ready.wait()
            return act()
        except NotPossible as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_one_link_at_the_same_moment_one_joins(world: World) -> None:
    _invitation, key = invite_person(email="hana@example.org", role="viewer", by=world.gus)
    outcomes = at_once(lambda: join(key, "Hana"), lambda: join(key, "Mallory"))
    assert sorted(type(each).__name__ for each in outcomes) == ["NotPossible", "Person"]


@pytest.mark.django_db(transaction=True)
def test_the_last_two_owners_cannot_both_leave_at_the_same_moment(world: World) -> None:
    gus = change_role(world.gus, "owner", by=world.finn)
    at_once(
        lambda: change_role(gus, "admin", by=gus), lambda: change_role(world.finn, "admin", by=world.finn)
    )
    assert Person.objects.owners().count() == 1


def test_an_invitation_runs_out_after_a_week(world: World, clock: Clock) -> None:
    _invitation, key = invite_person(email="hana@example.org", role="viewer", by=world.gus)
    clock.forward(days=7, seconds=1)
    assert find_invitation(key) is None


def test_a_withdrawn_or_replaced_invitation_no_longer_works(world: World) -> None:
    _first, old = invite_person(email="hana@example.org", role="viewer", by=world.gus)
    second, new = invite_person(email="hana@example.org", role="viewer", by=world.gus)
    assert find_invitation(old) is None
    withdraw_invitation(second, by=world.gus)
    assert find_invitation(new) is None


def test_an_invitation_dies_with_the_right_to_make_it(world: World) -> None:
    _invitation, key = invite_person(email="hana@example.org", role="admin", by=world.gus)
    change_role(world.gus, "viewer", by=world.finn)
    assert find_invitation(key) is None


def test_the_key_of_an_invitation_is_kept_only_as_a_hash(world: World) -> None:
    invitation, key = invite_person(email="hana@example.org", role="viewer", by=world.gus)
    assert invitation.digest == digest_of(key)
    stored = [str(value) for row in Invitation.objects.values() for value in row.values()]
    logged = [str(event.data) for event in RecordedEvent.objects.all()]
    assert not any(key in text for text in stored + logged)


def test_an_admin_cannot_invite_an_owner(world: World) -> None:
    with pytest.raises(NotPossible):
        invite_person(email="hana@example.org", role="owner", by=world.gus)


def test_whoever_is_here_is_not_invited_again(world: World) -> None:
    with pytest.raises(NotPossible, match="is already here"):
        invite_person(email="ADA@example.org", role="viewer", by=world.gus)


def test_a_weak_password_is_refused_in_plain_words(world: World) -> None:
    assert "at least 12" in weaknesses("short", world.ada)[0]
    assert weaknesses("ada@example.org", world.ada) and not weaknesses(NEW, world.ada)
    _invitation, key = invite_person(email="hana@example.org", role="viewer", by=world.gus)
    with pytest.raises(NotPossible, match="at least 12"):
        join(key, password="short")


def test_a_new_password_by_link_keeps_who_they_are(world: World) -> None:
    _invitation, key = renew_access(world.ada, by=world.gus)
    ada = join(key, name="Ada Moreno")
    assert (ada.pk, ada.role) == (world.ada.pk, "responder")
    assert ada.check_password(NEW)


def test_an_admin_gets_no_link_into_an_owners_account(world: World) -> None:
    with pytest.raises(NotPossible):
        renew_access(world.finn, by=world.gus)
    _invitation, key = renew_access(world.ada, by=world.gus)
    change_role(world.ada, "owner", by=world.finn)
    assert find_invitation(key) is None


def test_the_last_owner_stays(world: World) -> None:
    with pytest.raises(NotPossible, match="only owner"):
        change_role(world.finn, "admin", by=world.finn)
    with pytest.raises(NotPossible, match="only owner"):
        deactivate_person(world.finn, by=None)
    gus = change_role(world.gus, "owner", by=world.finn)
    assert change_role(world.finn, "admin", by=gus).role == "admin"


def test_admins_do_not_touch_owners_nor_make_any(world: World) -> None:
    for forbidden in (
        lambda: change_role(world.finn, "viewer", by=world.gus),
        lambda: deactivate_person(world.finn, by=world.gus),
        lambda: change_role(world.gus, "owner", by=world.gus),
        lambda: change_role(world.ada, "king", by=world.finn),
    ):
        with pytest.raises(NotPossible):
            forbidden()


def test_whoever_leaves_is_out_with_all_their_keys(world: World) -> None:
    token, key = create_api_token("report", by=world.bo)
    deactivate_person(world.bo, by=world.finn)
    assert find_by_token(key) is None
    reactivate_person(world.bo, by=world.gus)
    assert find_by_token(key) is None  # coming back doesn't bring old keys back
    assert not Person.objects.get(pk=world.bo.pk).sessions.exists()


def test_nobody_deactivates_themselves(world: World) -> None:
    with pytest.raises(NotPossible):
        deactivate_person(world.gus, by=world.gus)


def test_a_token_is_kept_only_as_a_hash_and_a_hint(world: World) -> None:
    token, key = create_api_token("Nightly report", by=world.bo)
    assert key.startswith("tno_") and token.hint == key[:8]
    stored = [str(value) for row in ApiToken.objects.values() for value in row.values()]
    assert not any(key in text for text in stored)
    found = find_by_token(key)
    assert found and found.person == world.bo


def test_a_tokens_use_is_noted_at_most_once_a_minute(world: World, clock: Clock) -> None:
    token, key = create_api_token("report", by=world.bo)
    first = find_by_token(key)
    clock.forward(seconds=30)
    assert first and find_by_token(key).used_at == first.used_at  # type: ignore[union-attr]
    clock.forward(seconds=31)
    assert find_by_token(key).used_at > first.used_at  # type: ignore[union-attr,operator]


def test_a_token_ends_and_lends_only_what_its_person_chose_and_still_may(world: World, clock: Clock) -> None:
    token, key = create_api_token("report", ["read", "manage"], lasts=timedelta(days=7), by=world.gus)
    lent = find_by_token(key).person  # type: ignore[union-attr]
    assert lent.may(Permission.INCIDENTS_VIEW) and lent.may(Permission.SETTINGS_MANAGE)
    assert not lent.may(Permission.INCIDENTS_RESPOND) and not lent.may(Permission.TEAMS_MANAGE)
    change_role(world.gus, "responder", by=world.finn)
    assert not find_by_token(key).person.may(Permission.SETTINGS_MANAGE)  # type: ignore[union-attr]
    clock.forward(days=8)
    assert find_by_token(key) is None
    for scopes, lasts in (([], timedelta(1)), (["fly"], timedelta(1)), (["read"], timedelta(366))):
        with pytest.raises(NotPossible):
            create_api_token("report", scopes, lasts=lasts, by=world.gus)


def test_a_key_that_changes_too_much_stops_until_it_is_answered(world: World, clock: Clock) -> None:
    token = create_api_token("report", by=world.bo)[0]

    def edit(*things: int) -> None:
        with transaction.atomic():
            for each in things:
                count_edit(ApiToken.objects.get(pk=token.pk), f"thing {each}")

    edit(*range(10), *range(10))
    with pytest.raises(ScriptStopped):
        edit(11)
    clock.forward(minutes=61)
    edit(*range(11, 21))  # an hour later it counts anew
    assert len(ApiToken.objects.get().edited) == 10
    stop(token)
    stop(token)
    assert RecordedEvent.objects.filter(verb="api_token.stopped").count() == 1
    clock.forward(hours=5)
    with pytest.raises(ScriptStopped):
        edit(11)
    let_go_on(token, by=world.bo)
    edit(*range(100))
    clock.forward(minutes=61)
    edit(*range(10))
    with pytest.raises(ScriptStopped):
        edit(11)


def test_a_revoked_or_mistyped_token_opens_nothing(world: World) -> None:
    token, key = create_api_token("report", by=world.bo)
    assert find_by_token(key[:-1]) is None and find_by_token("") is None
    revoke_api_token(token, by=world.bo)
    assert find_by_token(key) is None


def test_trying_is_bounded_and_opens_again_with_time(world: World, clock: Clock) -> None:
    limit = Limit("test", most=3, per=timedelta(minutes=10))
    for _ in range(3):
        limit.take("someone")
    with pytest.raises(TooManyTries) as refused:
        limit.take("someone")
    assert 1 <= refused.value.minutes <= 10
    limit.take("someone else")
    clock.forward(minutes=10)
    limit.take("someone")
    assert RateWindow.objects.count() == 1  # what is over was swept


def test_counts_of_tries_do_not_say_who_tried(world: World) -> None:
    who = ("192.0.2.7", "ada@example.org")
    Limit("test", most=3, per=timedelta(minutes=10)).take(*who)
    assert not any(part in RateWindow.objects.get().key for part in who)


def test_people_are_found_whatever_case_and_accents(world: World) -> None:
    add_person(name="Émile D’Árcy", email="emile@example.org", title="Ärztin", role="viewer", by=None)
    found = Person.objects.matching("EMILE arztin")
    assert [person.name for person in found] == ["Émile D’Árcy"]
    assert Person.objects.named("emile d’arcy").get().email == "emile@example.org"


def test_names_sort_and_page_alike_everywhere(world: World) -> None:
    for name in ("Ángel Bo", "angela Ny", "Zoë Ek", "ريم القحطاني"):
        add_person(name=name, email=f"p{len(name)}@example.org", role="viewer", by=None)
    whole = list(Person.objects.after(None))
    paged = [*Person.objects.after(None)[:4], *Person.objects.after(whole[3])]
    assert paged == whole
    assert [p.name for p in whole[1:3]] == ["Ángel Bo", "angela Ny"]


def test_a_changed_name_is_found_by_the_new_one(world: World) -> None:
    change_profile(
        world.ada, name=" Ada  Lindgren\u202e ", title="", timezone="Asia/Tokyo", language="en", by=world.ada
    )
    assert Person.objects.named("ada lindgren").get() == world.ada
    assert not Person.objects.matching("moreno").exists()


def test_names_lose_what_cannot_be_seen() -> None:
    assert tidy(" Bo\u202e\n Lind\u200bqvist\x00 ") == "Bo Lind qvist"
    assert tidy("می\u200cخواهم") == "می\u200cخواهم"  # a joiner is spelling, not a trick


def test_two_teams_never_share_a_name(world: World) -> None:
    team = create_team("Support", by=world.gus)
    with pytest.raises(NotPossible):
        create_team("  support ", by=world.gus)
    add_member(team, world.ada, by=world.gus)
    add_member(team, world.ada, by=world.gus)
    assert list(world.ada.teams.all()) == [team]
    remove_team(team, by=world.gus)
    assert Person.objects.filter(pk=world.ada.pk).exists()


def test_there_is_only_one_organization(world: World) -> None:
    with pytest.raises(AlreadyFounded):
        found_organization(name="Two", timezone="UTC", owner_name="X", email="x@example.org", password=None)


@pytest.mark.parametrize(
    ("agent", "known"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox/Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari/iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile "
            "Safari/537.36 EdgA/126.0",
            "Edge/Android",
        ),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_only_as_far_as_it_is_known(agent: str, known: str) -> None:
    assert browser_of(agent) == known
