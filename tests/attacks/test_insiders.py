"""Somebody who looks after people, teams or settings, and wants to read what is kept from them."""

import pytest

from tests.keeping import change_label, change_marks, exclude_person, exclude_team
from tests.world import World
from turnout.core.notify.models import Notification
from turnout.core.people.actions.joining import accept_invitation, invite_person, renew_access
from turnout.core.people.actions.roles import change_role
from turnout.core.people.actions.teams import add_member, create_team, remove_member, remove_team
from turnout.core.people.models import Person
from turnout.incidents.access.actions.access_requests import answer_access_request, ask_for_access
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.access.actions.keepers import name_keeper
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.access.actions.sealing import answer_seal_break, ask_to_break_seal
from turnout.incidents.access.actions.visibility import grant_access_to_team
from turnout.incidents.access.members import may_let_in
from turnout.incidents.definitions.actions.definitions import change_definition
from turnout.incidents.definitions.models.labels import OPEN, SEALED
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models.incident import CONFIDENTIAL
from turnout.incidents.models import Incident, IncidentType, Role, Status
from turnout.incidents.raising.actions.raising import Reporting, raise_incident
from turnout.incidents.room.actions.merging import merge_incident


@pytest.fixture
def matter(world: World) -> Incident:
    return world.raise_incident("A complaint about a manager", private=True, by=world.cy)


@pytest.fixture
def sealed(world: World, matter: Incident) -> Incident:
    return change_label(matter, SEALED, by=world.cy)


def sees(person: Person, incident: Incident) -> bool:
    return Incident.objects.visible_to(person).filter(pk=incident.pk).exists()


def told(person: Person) -> list[str]:
    return [f"{each.title} {each.body}" for each in Notification.objects.filter(person=person)]


def second_account(name: str, by: Person, *, role: str = "admin") -> Person:
    _invitation, key = invite_person(email=f"{name}@example.org", name=name, role=role, by=by)
    return accept_invitation(key, name=name, password="seven quiet herons wade", timezone="UTC")


@pytest.mark.parametrize("loosen", ["one", "all"])
def test_leaving_a_team_that_is_kept_out_lets_nobody_in(world, matter, loosen):
    board = create_team("Board", by=world.gus)
    add_member(board, world.finn, by=world.gus)
    exclude_team(matter, board, by=world.cy)
    if loosen == "one":
        remove_member(board, world.finn, by=world.gus)
    else:
        remove_team(board, by=world.gus)
    assert not sees(world.finn, matter)
    assert matter.exclusions.filter(person=world.finn, by=world.cy).exists()


def test_one_person_with_two_accounts_breaks_no_seal(world, sealed, clock):
    first = second_account("First", world.gus)
    second = second_account("Second", first)
    third = second_account("Third", world.gus, role="responder")
    third = change_role(third, "admin", by=second)
    clock.forward(hours=1)
    for one, other in [(world.gus, second), (second, world.gus), (first, third), (third, world.gus)]:
        asked = ask_to_break_seal(sealed.number, "Urgent", by=one)
        with pytest.raises(NotPossible, match="third person"):
            answer_seal_break(asked, agree=True, by=other)
        assert not sees(one, sealed)


def test_nobody_agrees_from_an_account_they_just_took_over(world, sealed, clock):
    dee = change_role(world.dee, "admin", by=world.finn)
    clock.forward(days=20)
    _invitation, key = renew_access(dee, by=world.gus)
    asked = ask_to_break_seal(sealed.number, "Urgent", by=world.gus)
    dee = accept_invitation(key, name="", password="seven quiet herons wade", timezone="")
    with pytest.raises(NotPossible, match="third person"):
        answer_seal_break(asked, agree=True, by=dee)
    clock.forward(days=20)
    asked = ask_to_break_seal(sealed.number, "Urgent", by=world.gus)
    answer_seal_break(asked, agree=True, by=dee)
    assert sees(world.gus, sealed)


def test_who_gets_a_link_into_somebodys_account_is_found_out(world, sealed, settle, browser_as):
    exclude_person(sealed, world.finn, by=world.cy)
    renew_access(world.cy, by=world.gus)
    settle()
    assert any("Gus Petrov made a link into your account" in each for each in told(world.cy))
    assert not any("a link into" in each for each in told(world.gus) + told(world.finn))
    page = browser_as(world.gus).post(f"/people/{world.cy.pk}/link/").content.decode()
    assert "be told that you created it." in page


def test_those_inside_what_is_sealed_hear_of_it_but_never_whom_a_report_is_from(world, sealed, settle):
    grant_access(sealed, world.bo, by=world.cy)
    confidential = Reporting(reported_as=CONFIDENTIAL)
    raise_incident(name="My manager shouts", by=world.ada, private=True, reporting=confidential)
    renew_access(world.bo, by=world.gus)
    renew_access(world.ada, by=world.gus)
    settle()
    assert any(f"the account of Bo Lindqvist, who sees {sealed.reference}" in each for each in told(world.cy))
    assert not any("a link into" in each for each in told(world.finn) + told(world.gus))
    assert not any("Ada" in each for each in told(world.cy))


def test_those_inside_what_must_not_be_tipped_off_hear_when_a_team_that_sees_it_grows(world, matter, settle):
    counsel = create_team("Counsel", by=world.gus)
    grant_access_to_team(matter, counsel, by=world.cy)
    change_marks(matter, privileged=False, no_tipping_off=True, by=world.cy)
    add_member(counsel, world.gus, by=world.gus)
    settle()
    assert any(f"joined Counsel, which sees {matter.reference}" in each for each in told(world.cy))


def test_an_admin_doesnt_open_up_what_starts_private(world):
    kind = IncidentType.objects.filter(starts_as=SEALED).earliest("rank")
    other = IncidentType.objects.exclude(discipline=kind.discipline).exclude(discipline=None).earliest("rank")
    for change in (
        {"starts_as": "restricted"},
        {"discipline": other.discipline},
        {"discipline_id": "security"},
    ):
        with pytest.raises(NotPossible, match="owner"):
            change_definition(kind, by=world.gus, **change)
    assert change_definition(kind, by=world.gus, hint="Tell us").hint == "Tell us"
    assert change_definition(kind, by=world.finn, starts_as="restricted").starts_as == "restricted"


@pytest.mark.parametrize("closer", ["kept out", "privileged", "no tipping-off"])
def test_a_merger_brings_no_task_to_those_it_was_kept_from(world, matter, closer):
    other = world.raise_incident("Another one", private=True, by=world.cy)
    if closer == "kept out":
        exclude_person(matter, world.finn, by=world.cy)
    else:
        is_privileged = closer == "privileged"
        change_marks(matter, privileged=is_privileged, no_tipping_off=not is_privileged, by=world.cy)
    with pytest.raises(NotPossible, match="both alike"):
        merge_incident(matter, other, by=world.cy)
    if closer == "kept out":
        exclude_person(other, world.finn, by=world.cy)
        merge_incident(matter, other, by=world.cy)


def test_changing_steps_tells_nobody_that_something_hidden_goes_through_them(world, sealed, browser_as):
    first, second = Status.objects.filter(lifecycle="default", category="live").order_by("rank")[:2]
    kind = IncidentType.objects.get(key="conduct")
    hidden = Incident.objects.filter(pk=sealed.pk)
    hidden.update(type=kind, status=first, category="live")
    gus = browser_as(world.gus)
    removal = f"/settings/statuses/{first.pk}/removal/"
    assert "Some incidents have this status" not in gus.get(removal).content.decode()
    gus.post(removal)
    assert hidden.get().status == second
    gus.post("/settings/lifecycles/new/", {"name": "Talks", "like": "default"})
    assert (
        gus.post(f"/settings/incident-types/{kind.pk}/lifecycle/", {"lifecycle": "talks"}).status_code == 302
    )
    assert hidden.get().status.lifecycle_id == "talks"


def test_who_sees_it_with_a_team_alone_doesnt_become_one_who_decides(world, matter):
    """Let in by name, one also decides who else is, and stays when the team goes."""
    team = create_team("Counsel", by=world.gus)
    add_member(team, world.bo, by=world.gus)
    grant_access_to_team(matter, team, by=world.cy)
    for person in (world.bo, world.finn):
        with pytest.raises(NotPossible):
            grant_access(matter, person, by=world.bo)
    assert not may_let_in(matter, world.bo)
    grant_access(matter, world.bo, by=world.cy)
    assert not may_let_in(matter, world.bo)  # a guest reads and writes
    assign_role(matter, Role.objects.get(key="lead"), world.bo, by=world.bo)
    assert not may_let_in(matter, world.bo)  # whatever they put on themselves
    name_keeper(matter, world.bo, by=world.cy)
    assert may_let_in(matter, world.bo)


def test_nobody_is_let_in_beforehand(world):
    """Into an open one that will be closed: they would be inside then, and nobody let them in."""
    incident, team = world.raise_incident(), create_team("Friends", by=world.gus)
    add_member(team, world.dee, by=world.gus)
    with pytest.raises(NotPossible):
        grant_access(incident, world.bo, by=world.bo)
    with pytest.raises(NotPossible):
        grant_access_to_team(incident, team, by=world.bo)
    assert not change_label(incident, SEALED, by=world.cy).seen_by([world.bo, world.dee])


def test_answering_who_asked_lets_nobody_into_what_was_opened_meanwhile(world, matter):
    asked = ask_for_access(matter, "", by=world.bo)
    change_label(matter, OPEN, by=world.cy)
    answer_access_request(asked, grant=True, by=world.cy)
    assert not matter.access.filter(person=world.bo).exists()
