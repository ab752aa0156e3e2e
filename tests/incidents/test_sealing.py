"""Asking to be let in, opening what is sealed with two people, and who has looked."""

from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest

from tests.keeping import change_label, change_marks, exclude_person
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.incidents.access.actions.access_requests import (
    access_request_token,
    answer_access_request,
    ask_for_access,
    incident_of_token,
)
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.access.actions.sealing import answer_seal_break, ask_to_break_seal
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import AccessRequest, Incident, Look
from turnout.incidents.room.actions.merging import merge_incident


@pytest.fixture
def matter(world):
    return world.raise_incident("A complaint about a manager", private=True, by=world.cy)


@pytest.fixture
def sealed(world, matter):
    return change_label(matter, "sealed", by=world.cy)


def sees(person, incident):
    return Incident.objects.visible_to(person).filter(pk=incident.pk).exists()


def told(person):
    return [f"{each.title} {each.body}" for each in Notification.objects.filter(person=person)]


def test_two_people_open_it_and_it_closes_by_itself(world, sealed, clock, settle):
    asked = ask_to_break_seal(sealed.number, "She may be in danger", by=world.finn)
    assert not sees(world.finn, sealed)
    answer_seal_break(asked, agree=True, by=world.gus)
    settle()
    assert sees(world.finn, sealed) and not sees(world.gus, sealed)
    assert any("opened to Finn" in each for each in told(world.cy))
    clock.forward(hours=4, seconds=1)
    assert not sees(world.finn, sealed)
    verbs = RecordedEvent.objects.filter(subject_id=sealed.pk, verb__startswith="incident.seal")
    assert [each.verb.rpartition("_")[2] for each in verbs.order_by("pk")] == ["asked", "broken", "closed"]


def test_the_second_person_is_another_one_who_may(world, sealed):
    asked = ask_to_break_seal(sealed.number, "Urgent", by=world.finn)
    for by in (world.finn, world.bo):
        with pytest.raises(NotPossible):
            answer_seal_break(asked, agree=True, by=by)
    answer_seal_break(asked, agree=False, by=world.gus)
    with pytest.raises(NotPossible, match="already"):
        answer_seal_break(asked, agree=True, by=world.gus)
    assert not sees(world.finn, sealed)


def test_nobody_agrees_a_day_later(world, sealed, clock):
    asked = ask_to_break_seal(sealed.number, "Urgent", by=world.finn)
    clock.forward(hours=25)
    with pytest.raises(NotPossible):
        answer_seal_break(asked, agree=True, by=world.gus)


def test_who_is_kept_out_opens_nothing_and_learns_nothing(world, sealed, settle, browser_as):
    exclude_person(sealed, world.gus, by=world.cy)
    asked = [ask_to_break_seal(number, "Urgent", by=world.gus) for number in (sealed.number, 4711)]
    answers = [answer_seal_break(each, agree=True, by=world.finn) for each in asked]
    assert not sees(world.gus, sealed) and [each.state for each in answers] == ["refused", "refused"]
    ask_to_break_seal(sealed.number, "About Gus", by=world.finn)
    settle()
    assert not told(world.gus)
    assert "About Gus" not in browser_as(world.gus).get("/sealed/").content.decode()


def test_the_page_leads_two_people_through_it(world, sealed, browser_as):
    finn, gus = browser_as(world.finn), browser_as(world.gus)
    finn.post("/sealed/", {"number": sealed.reference, "reason": "She may be in danger"})
    page = gus.get("/sealed/").content.decode()
    assert "She may be in danger" in page
    answer = page.partition('action="/sealed/')[2].partition('"')[0]
    assert gus.post(f"/sealed/{answer}", {"agree": "yes"}).status_code == 302
    assert finn.get(f"/incidents/{sealed.number}/").status_code == 200
    assert browser_as(world.bo).get("/sealed/").status_code == 404


def test_a_shared_link_leads_to_asking_and_one_click_answers(world, matter, browser_as, settle):
    cy, bo = browser_as(world.cy), browser_as(world.bo)
    where = f"/access/{access_request_token(matter)}/"
    assert "complaint" not in bo.get(where).content.decode()
    bo.post(where, {"reason": "I manage the team"})
    settle()
    assert any("Bo Lindqvist asks" in each for each in told(world.cy))
    room = f"/incidents/{matter.number}/"
    assert "I manage the team" in cy.get(f"{room}access/").content.decode()
    cy.post(f"{room}requests/{AccessRequest.objects.get().pk}/", {"grant": "yes"})
    settle()
    assert any("You were let in" in each for each in told(world.bo))
    assert bo.get(where)["Location"] == room and bo.get(room).status_code == 200


def test_such_a_link_tells_nothing_of_what_it_leads_to(matter):
    one, other = access_request_token(matter), access_request_token(matter)
    assert one != other
    hidden = urlsafe_b64decode(one + "=" * (-len(one) % 4))
    assert matter.pk.encode() not in hidden and matter.pk not in one


def test_a_no_is_told_without_a_word_of_it(world, matter, settle):
    asked = ask_for_access(matter, "", by=world.bo)
    answer_access_request(asked, grant=False, by=world.cy)
    settle()
    said = told(world.bo)
    assert len(said) == 1 and "complaint" not in said[0] and matter.reference not in said[0]


def test_nobody_asks_for_what_must_stay_unknown(world, matter):
    link = access_request_token(matter)
    assert incident_of_token(link, world.bo) == matter and incident_of_token(f"{link}x", world.bo) is None
    exclude_person(matter, world.dee, by=world.cy)
    assert incident_of_token(link, world.dee) is None
    matter = change_marks(matter, privileged=False, no_tipping_off=True, by=world.cy)
    assert incident_of_token(link, world.bo) is None
    change_label(matter, "sealed", by=world.cy)
    assert incident_of_token(link, world.bo) is None
    with pytest.raises(NotPossible):
        ask_for_access(Incident.objects.get(pk=matter.pk), "", by=world.bo)


def test_a_merged_one_leads_to_asking_but_not_whom_it_is_kept_from(world, matter, browser_as):
    part = world.raise_incident("The same, from another side", by=world.cy)
    merge_incident(part, matter, by=world.cy)
    exclude_person(matter, world.dee, by=world.cy)
    pages = [
        browser_as(each).get(f"/incidents/{part.number}/").content.decode() for each in (world.bo, world.dee)
    ]
    assert ["Ask to be let in" in page for page in pages] == [True, False]


def test_each_stay_is_noted_once_for_every_door(world, matter, browser_as, clock):
    grant_access(matter, world.bo, by=world.cy)
    bo, room = browser_as(world.bo), f"/incidents/{matter.number}/"
    for path in (room, f"{room}parts/now/", f"{room}review/", "/incidents/export.csv?state=any"):
        b"".join(bo.get(path))
    clock.forward(minutes=29)
    bo.get(room)
    stays = Look.objects.filter(person=world.bo).order_by("door", "began_at")
    assert [each.door for each in stays] == ["export", "page"]
    assert stays[1].last_at - stays[1].began_at == timedelta(minutes=29)
    clock.forward(minutes=31)
    bo.get(room)
    assert stays.filter(door="page").count() == 2
    assert "Bo Lindqvist" in browser_as(world.cy).get(f"{room}looks/").content.decode()
    assert browser_as(world.ada).get(f"{room}looks/").status_code == 404


def test_looks_at_open_ones_are_nobodys_business_and_old_ones_are_let_go(world, matter, browser_as, clock):
    browser_as(world.bo).get(f"/incidents/{world.raise_incident().number}/")
    assert not Look.objects.exists()
    browser_as(world.cy).get(f"/incidents/{matter.number}/")
    clock.forward(days=366)
    assert not Look.objects.exists()
