"""Telling without signing in, and coming back with a code."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from turnout.core.people.actions.organization import change_organization
from turnout.core.people.models import Organization, RateWindow, Session
from turnout.incidents.incident.actions.details import rename_incident
from turnout.incidents.incident.actions.lifecycle import (
    accept_incident,
    decline_incident,
    note_near_miss,
    resolve_incident,
)
from turnout.incidents.incident.models.unnamed import UnnamedReporter
from turnout.incidents.models import Incident, Message
from turnout.incidents.raising.actions.intake import create_intake_page
from turnout.incidents.reporters.actions.words import update_reporter
from turnout.incidents.room.actions.merging import merge_incident
from turnout.incidents.room.actions.talking import post_message
from turnout.web.tell import limits

BROWSER = {
    "HTTP_USER_AGENT": "Warehouse/1.0",
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_X_REQUEST_ID": "abcdefgh12",
}


@pytest.fixture
def anyone(world):
    change_organization(
        world.organization, name="Saffron Street", timezone="UTC", allows_anonymous=True, by=world.gus
    )
    return Client()


def send(browser, clock, words="The forklift has no brakes", address="/tell/", **more):
    drawn = browser.get(address, **BROWSER).content.decode()
    form = {name: re.findall(f'name="{name}" value="([^"]+)"', drawn)[0] for name in ("token", "since")}
    clock.forward(seconds=5)
    return browser.post(address, {"words": words, **form, **more}, **BROWSER)


def code_of(answer):
    return re.findall(r'class="code"[^>]*>([^<]+)<', answer.content.decode())[0]


def test_there_is_no_such_page_unless_the_organization_wants_it(world):
    assert Client().get("/tell/").status_code == 404


def test_one_sentence_is_enough_and_gives_a_code(anyone, clock):
    code = code_of(send(anyone, clock))
    incident = Incident.objects.get()
    assert (incident.reporter, incident.reported_as, len(code)) == (None, "anonymous", 29)
    kept = UnnamedReporter.objects.get()
    assert kept.person is None
    assert code.replace("-", "") not in str(vars(kept))


def test_who_hears_is_said_of_the_kind_that_is_chosen_and_nothing_is_sent(anyone):
    open_to_all = anyone.get("/tell/").content.decode()
    private = anyone.post("/tell/", {"check": "1", "type": "privacy"}).content.decode()
    assert "Everyone who works there can read it" in open_to_all
    assert "Only the few who handle such things can read it" in private
    assert not Incident.objects.exists()


def test_nothing_of_a_signed_in_browser_reaches_the_page(world, anyone, clock, browser_as, capfd):
    ada = browser_as(world.ada)
    long_ago = clock.now() - timedelta(hours=2)
    Session.objects.update(seen_at=long_ago)
    answer = send(ada, clock)
    assert b"Ada Moreno" not in answer.content
    assert Session.objects.get().seen_at == long_ago
    assert "turnout_session" not in answer.cookies
    assert answer["X-Request-Id"] != BROWSER["HTTP_X_REQUEST_ID"]
    assert answer["Cache-Control"] == "no-store"
    heard = "".join(capfd.readouterr())
    assert "203.0.113.77" not in heard and "Warehouse/1.0" not in heard
    assert RateWindow.objects.count() == 2  # of the page, and of all together


def test_sent_again_because_the_answer_was_lost_it_gives_the_same_code_and_counts_once(anyone, clock):
    drawn = anyone.get("/tell/").content.decode()
    form = {name: re.findall(f'name="{name}" value="([^"]+)"', drawn)[0] for name in ("token", "since")}
    clock.forward(seconds=5)
    first, again = (code_of(anyone.post("/tell/", {"words": "Smoke", **form})) for _nth in range(2))
    other = anyone.post("/tell/", {"words": "Water", **form})  # what a form says counts once
    assert first == again and other.status_code == 422
    assert b"Water</textarea>" in other.content and Incident.objects.count() == 1


def test_whoever_has_no_account_is_shown_the_way_at_the_front_door(world):
    link = b"without signing in"
    assert link not in Client().get("/sign-in/").content
    change_organization(
        Organization.objects.get(), name="Saffron Street", timezone="UTC", allows_anonymous=True, by=world.gus
    )
    assert link in Client().get("/sign-in/").content


def test_with_the_code_one_reads_answers_and_adds_more_and_nothing_else(world, anyone, clock):
    code = code_of(send(anyone, clock))
    incident = Incident.objects.get()
    post_message(incident, "It was surely Joe from nights", by=world.bo)
    post_message(incident, "Which forklift?", by=world.gus, part="to_reporter")
    answer = anyone.post("/tell/answers/", {"code": code.lower().replace("-", " "), "words": "The red one"})
    page = answer.content.decode()
    assert "Which forklift?" in page and "The red one" in page
    assert "Joe " not in page and "Bo Lindqvist" not in page and "Gus Petrov" in page
    assert Message.objects.filter(author=None, part="from_reporter", body="The red one").exists()


def test_with_the_code_one_reads_what_one_said_and_not_what_others_made_of_it(world, anyone, clock):
    code = code_of(send(anyone, clock, words="Forklift without a horn"))
    rename_incident(Incident.objects.get(), "Joe drives without a horn", by=world.bo)
    page = anyone.post("/tell/answers/", {"code": code}).content.decode()
    assert "Forklift without a horn" in page and "Joe" not in page
    assert "No answer yet." in page


def test_what_became_of_it_is_told_with_thanks(world, anyone, clock):
    code = code_of(send(anyone, clock))
    decline_incident(Incident.objects.get(), by=world.gus, note="The brakes were being changed just then.")
    page = anyone.post("/tell/answers/", {"code": code}).content.decode()
    assert "Thank you for raising it" in page and "brakes were being changed" in page


def test_every_word_to_the_reporter_stands_on_their_page_and_none_that_is_for_the_room(world, anyone, clock):
    code = code_of(send(anyone, clock))
    incident = Incident.objects.get()
    accept_incident(incident, by=world.bo, note="Joe again, I bet")
    rename_incident(incident, "Joe and the forklift", by=world.bo)
    update_reporter(incident, "The workshop has it now.", by=world.gus)
    resolve_incident(incident, by=world.bo, note="Brakes done, Joe warned")
    page = anyone.post("/tell/answers/", {"code": code}).content.decode()
    told = [page.index(words) for words in ("people are working on it", "The workshop has it", "is resolved")]
    assert told == sorted(told)
    assert "Joe " not in page and "Bo Lindqvist" not in page


def test_a_near_miss_is_told_as_one_and_a_merged_report_hears_of_the_whole(world, anyone, clock):
    code, other = code_of(send(anyone, clock)), world.raise_incident()
    note_near_miss(other, by=world.bo, note="The gate was shut in time.")
    page = anyone.post("/tell/answers/", {"code": code})
    assert b"gate was shut" not in page.content
    incident, whole = Incident.objects.get(reporter=None), world.raise_incident()
    update_reporter(whole, "Said before", by=world.gus)
    merge_incident(incident, whole, by=world.bo, note="Same as what Joe did")
    clock.forward(seconds=5)
    note_near_miss(whole, by=world.bo, note="Nobody stood there.")
    page = anyone.post("/tell/answers/", {"code": code}).content.decode()
    assert "Others see the same" in page and "Nobody stood there." in page
    assert "it could have" in page and "Said before" not in page and "Joe " not in page


def test_a_wrong_code_opens_nothing(anyone):
    answer = anyone.post("/tell/answers/", {"code": "0000-0000-0000-0000-0000-0000"})
    assert (answer.status_code, b"No report has this code" in answer.content) == (422, True)


def test_an_answer_reaches_the_reporter_from_the_room(world, anyone, clock, browser_as):
    code = code_of(send(anyone, clock))
    number = Incident.objects.get().number
    gus = browser_as(world.gus)  # who looks first
    assert b"Answer them" in gus.get(f"/incidents/{number}/").content
    gus.post(f"/incidents/{number}/answer/", {"body": "Thank you, we look"})
    assert b"Thank you, we look" in anyone.post("/tell/answers/", {"code": code}).content


def test_what_a_reporter_adds_can_be_answered_where_it_stands(world, anyone, clock, browser_as):
    code = code_of(send(anyone, clock))
    timeline = f"/incidents/{Incident.objects.get().number}/parts/timeline/"
    assert b"Answer them" not in browser_as(world.gus).get(timeline).content
    anyone.post("/tell/answers/", {"code": code, "words": "The red one"})
    assert b"Answer them" in browser_as(world.gus).get(timeline).content
    assert b"Answer them" not in browser_as(world.eve).get(timeline).content


def test_a_flood_is_told_to_wait_and_loses_no_words(anyone, clock):
    for number in range(limits.PAGE.most):
        send(anyone, clock, f"Problem {number}")
        clock.forward(seconds=-5)
    answer = send(anyone, clock, "The one that mattered")
    assert (answer.status_code, b"The one that mattered</textarea>" in answer.content) == (429, True)


def test_what_is_sent_faster_than_anybody_writes_is_asked_for_once_more(anyone, clock):
    answer = anyone.post("/tell/", {"words": "Buy pills"})
    assert (answer.status_code, Incident.objects.count()) == (422, 0)


def test_an_intake_page_knows_its_place_and_asks_for_contact_where_anonymous_isnt_wanted(world, clock):
    page = create_intake_page(name="Warehouse", place="Lisbon, gate 4", by=world.gus)
    address, browser = f"/tell/{page.key}/", Client()
    assert send(browser, clock, address=address).status_code == 422
    send(browser, clock, address=address, contact="Joana, phone 12")
    assert Incident.objects.get().place == "Lisbon, gate 4"
    assert UnnamedReporter.objects.get().contact == "Joana, phone 12"


def test_what_was_typed_on_the_report_page_comes_along_and_nothing_is_sent_yet(anyone):
    page = anyone.post("/tell/", {"words": "Strange letter", "type": "finance", "check": "1"})
    assert b">Strange letter</textarea" in page.content and b'value="finance" checked' in page.content
    assert not Incident.objects.exists()


def test_the_sheet_shows_a_code_for_phones(world, browser_as):
    page = create_intake_page(name="Warehouse", place="Lisbon", by=world.gus)
    sheet = browser_as(world.gus).get(f"/settings/intake-pages/{page.pk}/sheet/").content
    assert b"<svg" in sheet and f"/tell/{page.key}/".encode() in sheet
    assert browser_as(world.bo).get("/settings/intake-pages/").status_code == 403


def test_a_page_that_is_out_of_use_is_gone(world, browser_as):
    page = create_intake_page(name="Warehouse", by=world.gus)
    gus = browser_as(world.gus)
    gus.post(f"/settings/intake-pages/{page.pk}/", {"name": "Warehouse"})
    passer_by = Client().get(f"/tell/{page.key}/")
    assert passer_by.status_code == 404 and b"in use any more" in passer_by.content
    assert b'href="/tell/"' not in passer_by.content
    Organization.objects.update(allows_anonymous=True)
    assert b'href="/tell/"' in Client().get(f"/tell/{page.key}/").content
