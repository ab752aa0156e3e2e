"""The settings page for who is told."""

import pytest

from turnout.core.people.actions.teams import add_member, create_team
from turnout.incidents.models import AudienceRule, IncidentType, Role

PAGE = "/settings/notification-rules/"


@pytest.fixture
def gus(world, browser_as):
    return browser_as(world.gus)


@pytest.fixture
def team(world):
    made = create_team("Lawyers", by=world.finn)
    add_member(made, world.cy, by=world.finn)
    return made


def wanted(team, **more):
    return {"name": "Lawyers", "tell": [team.name], "in_use": "on", **more}


def test_only_who_looks_after_settings_comes_in(world, browser_as):
    assert browser_as(world.bo).get(PAGE).status_code == 403


def test_a_rule_can_name_people_and_whoever_holds_a_role(gus, world):
    lead = Role.objects.get(key="lead")
    named = {"people": "Cy Okafor\nbo@example.org\n", "tell_roles": [lead.key], "reach": "at_once"}
    gus.post(f"{PAGE}new/", {"name": "By name", "in_use": "on", **named})
    page = gus.get(PAGE).content.decode()
    assert all(each in page for each in ("Cy Okafor", "Bo Lindqvist", lead.name, "right away if serious"))
    assert set(AudienceRule.objects.get().people.all()) == {world.cy, world.bo}


def test_a_name_nobody_has_is_said_and_nothing_is_lost(gus):
    answer = gus.post(f"{PAGE}new/", {"name": "By name", "people": "Nobody Known"})
    assert answer.status_code == 422
    assert "We don&#x27;t know “Nobody Known”" in answer.content.decode()


def test_it_says_which_kinds_reach_owners_only(gus, team):
    assert b"for now only owners are told" in gus.get(PAGE).content


def test_a_rule_is_made_read_as_a_sentence_and_changed(gus, team):
    gus.post(f"{PAGE}new/", wanted(team, severity="2", types=["privacy"], place="Lisbon"))
    rule = AudienceRule.objects.get()
    page = gus.get(PAGE).content.decode()
    assert "If the severity is S2 Major or worse, the type is" in page
    assert 'value="privacy" id="id_types' in gus.get(f"{PAGE}{rule.pk}/").content.decode()
    gus.post(f"{PAGE}{rule.pk}/", wanted(team))
    assert AudienceRule.objects.get().conditions == []
    assert "Always" in gus.get(PAGE).content.decode()


def test_a_rule_without_a_team_says_what_is_missing_and_keeps_what_was_typed(gus, team):
    answer = gus.post(f"{PAGE}new/", {"name": "Lawyers"})
    assert (answer.status_code, AudienceRule.objects.exists()) == (422, False)
    assert b'value="Lawyers"' in answer.content


def test_a_rule_from_elsewhere_that_asks_more_warns_before_it_is_replaced(gus, team):
    gus.post(f"{PAGE}new/", wanted(team))
    rule = AudienceRule.objects.get()
    rule.conditions = [[{"of": "private", "is": "is_true", "values": []}]]
    rule.save()
    assert b"has conditions this page can't show" in gus.get(f"{PAGE}{rule.pk}/").content


def test_a_rule_is_removed(gus, team):
    gus.post(f"{PAGE}new/", wanted(team))
    gus.post(f"{PAGE}{AudienceRule.objects.get().pk}/removal/")
    assert not AudienceRule.objects.exists()


def test_only_an_owner_is_offered_to_let_people_in(world, gus, team, browser_as):
    browser_as(world.finn).post(f"{PAGE}new/", wanted(team, private_too="on"))
    address = f"{PAGE}{AudienceRule.objects.get().pk}/"
    assert b"only an owner can change it" in gus.get(address).content
    assert gus.post(address, wanted(team, private_too="on")).status_code == 422
    assert gus.post(f"{address}removal/").status_code == 422
    assert AudienceRule.objects.get().lets_in


def test_the_report_page_shows_the_rule_and_whom_it_lets_in(world, team, browser_as):
    browser_as(world.finn).post(f"{PAGE}new/", wanted(team, types=["privacy"], private_too="on"))
    answer = browser_as(world.ada).post("/report/who-hears/", {"type": "privacy"}).content.decode()
    assert "<b>Lawyers</b>" in answer
    assert "Only you and <bdi>Cy Okafor</bdi>, <bdi>Finn Gallagher</bdi>" in answer


def test_a_rule_is_tried_on_incidents_and_says_why(gus, team, world, clock):
    kinds = {each.key: each for each in IncidentType.objects.all()}
    short = world.raise_incident("Too few riders", type=kinds["operations"], place="Leeds")
    world.raise_incident("A bill twice", type=kinds["finance"], place="Leeds")
    world.raise_incident("Payslips went astray", by=world.cy, private=True)
    gus.post(f"{PAGE}new/", wanted(team, types=["operations"], place="Leeds"))
    page = f"{PAGE}{AudienceRule.objects.get().pk}/"
    tried = gus.get(page).content.decode()
    assert "Because the type is" in tried and "It would apply if the type is" in tried
    assert "Payslips" not in tried
    one = gus.get(page, {"try": short.reference}).content.decode()
    assert "Too few riders" in one and "A bill twice" not in one
    assert "find an incident with that number" in gus.get(page, {"try": "99"}).content.decode()
