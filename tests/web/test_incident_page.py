"""One incident's page: what it shows at the side, and what that costs."""

import re
from datetime import timedelta

import pytest

from tests.caches import without_cache_checks
from tests.questions import questions
from tests.world import World
from turnout.core.lib import clock
from turnout.incidents.access.actions.access_requests import ask_for_access
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.incident.models.incident import CONFIDENTIAL
from turnout.incidents.models import Incident, Severity
from turnout.incidents.raising.actions.raising import Reporting
from turnout.incidents.raising.actions.streams import open_stream
from turnout.incidents.room.actions.noting import change_timeline_item, note_timeline_item
from turnout.incidents.room.actions.relating import relate_incidents
from turnout.incidents.room.actions.talking import post_update


def test_a_review_that_is_written_elsewhere_is_linked_and_led_to(world, incident, browser_as):
    resolve_incident(incident, by=world.bo)
    bo, at = browser_as(world.bo), f"/incidents/{incident.number}/review/"
    assert bo.post(f"{at}document/", {"address": "wiki.example.org/7"}).status_code == 422
    bo.post(f"{at}document/", {"address": "https://wiki.example.org/7"})
    assert b"https://wiki.example.org/7" in browser_as(world.eve).get(at).content
    written = bo.post(f"{at}text/", {"version": 1, "body": "Three sentences"})
    assert written.status_code == 422 and b"Three sentences" in written.content
    bo.post(f"{at}document/removal/")
    assert bo.post(f"{at}text/", {"version": 1, "body": "Three sentences"}).status_code == 302


@pytest.fixture
def incident(world: World) -> Incident:
    return accept_incident(world.raise_incident(), by=world.bo)


def test_many_streams_and_relations_cost_no_more_queries_than_one_of_each(world, incident, browser_as):
    bo = browser_as(world.bo)

    def queries():
        bo.get(f"/incidents/{incident.number}/")
        with without_cache_checks():
            with questions() as cold:
                bo.get(f"/incidents/{incident.number}/")
            with questions() as again:
                bo.get(f"/incidents/{incident.number}/")
        return len(cold), len(again)

    def one_more(each):
        open_stream(incident, f"Part {each}", by=world.bo, lead=world.dee)
        relate_incidents(incident, world.raise_incident(f"Alike {each}"), by=world.bo)

    cold, again = queries()
    assert cold <= 26
    assert again <= 11
    one_more(0)
    few_cold, few_again = queries()
    for each in range(1, 6):
        one_more(each)
    cold, again = queries()
    assert cold <= few_cold <= 30
    assert again <= few_again <= 15


def test_an_incident_without_streams_keeps_no_place_for_them(world, incident, browser_as):
    bo = browser_as(world.bo)
    streams = b">Streams<"
    assert streams not in bo.get(f"/incidents/{incident.number}/").content
    open_stream(incident, "Tell the riders", by=world.bo)
    assert streams in bo.get(f"/incidents/{incident.number}/").content


def test_who_asks_to_be_let_in_is_shown_to_those_who_decide(world, browser_as):
    kept = accept_incident(world.raise_incident(by=world.cy, private=True), by=world.cy)
    grant_access(kept, world.eve, by=world.cy)
    ask_for_access(kept, "It is my team", by=world.dee)
    page = f"/incidents/{kept.number}/"
    assert b"asks to be let in</a>" in browser_as(world.cy).get(page).content
    assert b"asks to be let in</a>" not in browser_as(world.eve).get(page).content


def test_while_nobody_leads_leading_is_the_first_thing_offered_and_once(world, incident, browser_as):
    address, bo = f"/incidents/{incident.number}/", browser_as(world.bo)
    assert bo.get(address).content.decode().count("ll lead</button>") == 1
    bo.post(f"{address}roles/lead/", {"take": "yes"})
    assert "ll lead</button>" not in bo.get(address).content.decode()


def test_whoever_reported_it_without_a_name_is_not_offered_what_would_name_them(world, browser_as):
    confided = world.raise_incident(reporting=Reporting(reported_as=CONFIDENTIAL))
    page, ada = f"/incidents/{confided.number}/", browser_as(world.ada)
    assert 'name="take"' not in ada.get(page).content.decode()
    accept_incident(confided, by=world.bo)
    change_severity(confided, Severity.objects.get(rank=1), by=world.bo)
    assert "Still needed" in (seen := ada.get(page).content.decode()) and 'name="take"' not in seen
    assert "ll lead</button>" in browser_as(world.bo).get(page).content.decode()


def test_a_part_that_still_goes_on_is_spoken_of_as_one(world, incident, browser_as):
    bo, page = browser_as(world.bo), f"/incidents/{incident.number}/resolution/"
    open_stream(incident, "Tell the riders", by=world.bo)
    assert "It goes on by itself" in bo.get(page).content.decode()
    open_stream(incident, "Mend the oven", by=world.bo)
    assert "They go on by themselves" in bo.get(page).content.decode()


def test_what_was_said_last_of_one_that_is_over_is_how_it_ended(world, incident, browser_as):
    address, bo = f"/incidents/{incident.number}/", browser_as(world.bo)
    post_update(incident, "We look at the fuse", by=world.bo)
    assert "Latest update" in bo.get(address).content.decode()
    bo.post(f"{address}resolution/", {"note": "The fuse was changed"})
    shown = bo.get(f"{address}parts/now/").content.decode()
    assert "How it ended" in shown and "The fuse was changed" in shown and "Latest update" not in shown


def test_a_near_miss_is_called_one_on_its_page_as_in_the_lists(world, incident, browser_as):
    bo, address = browser_as(world.bo), f"/incidents/{incident.number}/"
    bo.post(f"{address}near-miss/", {"note": "It held"})
    standing = bo.get(address).content.decode().split('class="cluster standing"')[1].split("</div>")[0]
    assert "Near miss" in standing


@pytest.mark.parametrize("page", ["merger", "related"])
def test_where_nothing_looks_alike_the_number_is_no_second_choice(world, incident, browser_as, page):
    bo, address = browser_as(world.bo), f"/incidents/{incident.number}/{page}/"
    assert "Or its number" not in bo.get(address).content.decode()
    world.raise_incident(incident.name, by=world.dee)
    assert "Or its number" in bo.get(address).content.decode()


def test_on_paper_it_says_who_read_it_when_and_whose_clock_it_shows(world, incident, browser_as):
    page = browser_as(world.bo).get(f"/incidents/{incident.number}/").content.decode()
    assert re.search(
        r'class="only-print.*Read by Bo \w+ on \d+ \w+ \d{4}, \d\d:\d\d\. All times are those of', page
    )


def test_what_was_noted_by_hand_stands_in_the_timeline_as_it_is_now(world, browser_as):
    incident, at = world.raise_incident(), clock.now() - timedelta(days=2)
    item = note_timeline_item(incident, "Shipped 4.2", "With **the fix**", at=at, by=world.bo)
    change_timeline_item(item, title="Shipped 4.3", description=item.description, at=at, by=world.bo)
    page = browser_as(world.eve).get(f"/incidents/{incident.number}/").content.decode()
    assert "<bdi>Shipped 4.3</bdi>" in page and "<strong>the fix</strong>" in page


def test_a_task_has_room_for_more_about_it(world, browser_as):
    incident, bo = world.raise_incident(), browser_as(world.bo)
    room = f"/incidents/{incident.number}/tasks/"
    bo.post(room, {"title": "Add an alert", "description": "On **lag**"})
    task = incident.tasks.get()
    assert "On **lag**" in bo.get(f"{room}{task.pk}/").content.decode()
    bo.post(f"{room}{task.pk}/", {"title": "Add an alert", "description": "On lag"})
    task.refresh_from_db()
    assert task.description == "On lag"
