"""Reporting a problem, as somebody does who never saw the product."""

import pytest

from tests.world import look_first
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person
from turnout.incidents.audience.resolver import audience_of, audience_of_new, draft_of
from turnout.incidents.models import Incident, IncidentType, Severity, Subscription


@pytest.fixture
def ada(world, browser_as):
    return browser_as(world.ada)


def test_one_sentence_is_enough(world, ada):
    answer = ada.post("/report/", {"words": "The freezer in Leeds hums"})
    incident = Incident.objects.get()
    assert answer.url == f"/incidents/{incident.number}/?new=1"
    assert (incident.name, incident.reporter, incident.severity) == (
        "The freezer in Leeds hums",
        world.ada,
        None,
    )


def test_saying_nothing_is_answered_kindly_and_keeps_the_rest(ada):
    answer = ada.post("/report/", {"words": " ", "type": "finance", "place": "Leeds"})
    assert answer.status_code == 422
    assert b"One sentence is enough" in answer.content
    assert b'value="finance" checked' in answer.content
    assert b'value="Leeds"' in answer.content


def test_a_long_story_becomes_a_name_and_a_summary(ada):
    story = "The till froze and then " + "we waited and " * 40
    ada.post("/report/", {"words": story})
    incident = Incident.objects.get()
    assert len(incident.name) <= 200
    assert incident.summary.startswith("The till froze")


def test_sending_twice_raises_one_incident(ada):
    form = {"words": "Smoke in the kitchen", "token": "01JD0000000000000000000000"}
    first, second = ada.post("/report/", form), ada.post("/report/", form)
    assert first.url == second.url
    assert Incident.objects.count() == 1


def test_another_sentence_is_another_report_though_the_form_is_the_same(ada):
    token = "01JD0000000000000000000000"
    ada.post("/report/", {"words": "Smoke in the kitchen", "token": token})
    ada.post("/report/", {"words": "No tape in hall 3", "token": token})
    assert Incident.objects.count() == 2


def test_a_script_that_stays_on_the_page_is_told_where_it_goes_on(ada):
    answer = ada.post("/report/", {"words": "Smoke in the kitchen"}, headers={"X-Quick": "yes"})
    assert answer.status_code == 204
    assert answer["X-Next"] == f"/incidents/{Incident.objects.get().number}/?new=1"


def test_whoever_reports_for_a_colleague_is_thanked_too(world, ada):
    answer = ada.post("/report/", {"words": "The scanner is lost", "on_behalf_of": "Dee Hartley"})
    page = ada.get(answer.url).content.decode()
    assert "Thank you for passing it on." in page
    assert "<bdi>Dee Hartley</bdi> is told" in page


def test_the_thanks_for_an_exercise_promise_nobody_who_looks(ada):
    answer = ada.post("/report/", {"words": "Fire drill", "occasion": "test"})
    page = ada.get(answer.url).content.decode()
    assert "nobody was told. Bring in those who take part." in page
    assert "Someone looks at it next." not in page


def test_what_is_longer_than_fits_comes_back_whole(ada):
    story = "The till froze. " * 1000
    answer = ada.post("/report/", {"words": story})
    assert answer.status_code == 422
    assert b"longer than fits" in answer.content
    assert story.encode() in answer.content


def test_another_persons_token_leads_nowhere_but_to_ones_own(world, ada, browser_as):
    form = {"words": "Smoke in the kitchen", "token": "01JD0000000000000000000000", "private": "1"}
    ada.post("/report/", form)
    browser_as(world.eve).post("/report/", form)
    assert Incident.objects.count() == 2


def test_not_sure_is_chosen_already(ada):
    assert b'value="unsure" checked' in ada.get("/report/").content


def test_what_comes_from_home_is_filled_in_and_raises_nothing(ada):
    answer = ada.post("/report/", {"words": "Strange letter", "check": "1"})
    assert answer.status_code == 200
    assert b">Strange letter</textarea>" in answer.content
    assert not Incident.objects.exists()


def test_what_looks_alike_is_shown_while_writing(world, ada):
    world.raise_incident("Card payments fail in Lisbon", by=world.bo)
    assert (
        b"Card payments fail in Lisbon"
        in ada.post("/report/look-alikes/", {"words": "card payments"}).content
    )


def test_a_private_look_alike_is_not_given_away(world, browser_as):
    world.raise_incident("Card payments stolen in Lisbon", by=world.bo, private=True)
    answer = browser_as(world.eve).post("/report/look-alikes/", {"words": "card payments stolen Lisbon"})
    assert b"stolen" not in answer.content


def test_thats_it_follows_the_incident_there_is(world, ada):
    incident = world.raise_incident(by=world.bo)
    answer = ada.post("/report/affected/", {"number": incident.number})
    assert answer.url == f"/incidents/{incident.number}/?joined=1"
    assert b"You follow it now, too." in ada.get(answer.url).content
    assert Subscription.objects.filter(incident=incident, person=world.ada).exists()


def test_nobody_follows_what_they_may_not_see(world, browser_as):
    incident = world.raise_incident(by=world.bo, private=True)
    assert browser_as(world.eve).post("/report/affected/", {"number": incident.number}).status_code == 404


# Who will hear


def heard_by(by, *, type=None, severity=None, private=False):
    draft = draft_of(type=type, severity=severity, private=private, place="", by=by)
    return audience_of(draft).recipient_groups


def test_without_a_triage_team_the_admins_hear(world):
    (hearing,) = heard_by(world.ada)
    assert hearing.people == (world.gus,)


def test_a_triage_team_hears_instead(world):
    look_first(world.bo, world.dee)
    (hearing,) = heard_by(world.ada)
    assert set(hearing.people) == {world.bo, world.dee}


def test_a_private_report_reaches_only_who_may_see_it(world):
    look_first(world.bo, world.dee)
    (hearing,) = heard_by(world.ada, private=True)
    assert hearing.people == (world.finn,)


def test_a_kind_that_starts_private_says_so_before_sending(world, ada):
    answer = ada.post("/report/who-hears/", {"type": "privacy"})
    assert b"Only you and <bdi>Finn Gallagher</bdi>" in answer.content


def test_quietly_tells_nobody_and_says_so(ada, settle):
    assert b"Nobody is told now" in ada.post("/report/who-hears/", {"hearing": "quiet"}).content
    ada.post("/report/", {"words": "A small thing", "hearing": "quiet"})
    settle()
    assert audience_of_new(Incident.objects.get()).people == []
    assert set(Notification.objects.values_list("kind", flat=True)) <= {"incident.thanks"}


def test_the_preview_and_the_sending_are_the_same(world, ada, settle):
    look_first(world.bo, world.dee)
    for private in (False, True):
        for kind in IncidentType.objects.all():
            for severity in [None, Severity.objects.get(rank=1)]:
                Notification.objects.all().delete()
                said = heard_by(world.ada, type=kind, severity=severity, private=private)
                ada.post(
                    "/report/",
                    {"words": "Something", "type": kind.key, "severity": severity.rank if severity else ""}
                    | ({"private": "1"} if private else {}),
                )
                settle()
                told = set(
                    Notification.objects.filter(kind="incident.raised").values_list("person__name", flat=True)
                )
                assert told == {person.name for hearing in said for person in hearing.people}


def test_whoever_has_left_hears_nothing(world):
    look_first(world.bo)
    Person.objects.filter(pk=world.bo.pk).update(is_active=False)
    (hearing,) = heard_by(world.ada)
    assert hearing.people == (world.gus,)


def test_words_that_any_two_sentences_share_make_nothing_alike(world, ada):
    world.raise_incident("The phone calls from the depot are cut", by=world.bo)
    answer = ada.post(
        "/report/look-alikes/", {"words": "A rider fell from the ramp and the bike was cut off"}
    )
    assert b"phone calls" not in answer.content


def test_what_is_wrong_further_down_is_said_at_the_top_and_nothing_is_lost(world, browser_as):
    browser, wrong = browser_as(world.dee), {"words": "The lift was stuck", "on_behalf_of": "Nobody Such"}
    page = browser.post("/report/", wrong)
    assert page.status_code == 422
    assert b"Nothing is lost" in page.content and b'href="#reporting"' in page.content
    times = {"occasion": "retrospective", "started_at": "2026-01-03T10:00", "resolved_at": "2026-01-02T10:00"}
    page = browser.post("/report/", {"words": "The lift was stuck", **times})
    assert b"Look at the two times again. Nothing is lost." in page.content
    assert b"The lift was stuck</textarea>" in page.content
