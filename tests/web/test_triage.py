"""The triage page: what is new, and every decision one click away."""

import pytest

from tests.caches import without_cache_checks
from tests.questions import questions
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.models import Incident, Severity


@pytest.fixture
def bo(world, browser_as):
    return browser_as(world.bo)


def test_the_worst_stands_first_then_what_waits_longest(world, bo):
    for name in ("Lamp flickers", "Oven hums", "Door stuck"):
        world.raise_incident(name)
    change_severity(Incident.objects.get(name="Door stuck"), Severity.objects.get(rank=2), by=world.bo)
    page = bo.get("/triage/").content.decode()
    places = [page.index(name) for name in ("Door stuck", "Lamp flickers", "Oven hums")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("decision", "category"), [("acceptance", "live"), ("near-miss", "closed"), ("declining", "declined")]
)
def test_each_decision_is_one_click_and_may_carry_a_word(world, bo, decision, category):
    incident = world.raise_incident()
    answer = bo.post(
        f"/incidents/{incident.number}/{decision}/", {"note": "Well seen"}, headers={"X-Quick": "yes"}
    )
    incident.refresh_from_db()
    assert (answer.status_code, incident.category) == (204, category)
    assert "Well seen" in bo.get(f"/incidents/{incident.number}/").content.decode()


def test_one_click_makes_it_part_of_what_it_looks_like(world, bo):
    first = world.raise_incident("Card payments fail in Lisbon")
    second = world.raise_incident("Payments by card fail", by=world.dee)
    assert f'name="alike" value="{first.number}"' in bo.get("/triage/").content.decode()
    bo.post(f"/incidents/{second.number}/merger/", {"alike": first.number, "note": ""})
    second.refresh_from_db()
    assert second.merged_into == first


def test_it_says_who_was_told(world, bo, settle):
    world.raise_incident()
    settle()
    assert "Told:" in bo.get("/triage/").content.decode()
    assert "Gus Petrov" in bo.get("/triage/").content.decode()


def test_every_decision_says_what_came_of_it_and_where(world, bo):
    incident = world.raise_incident()
    page = bo.get("/triage/").content.decode()
    assert f'data-said="{incident.reference} is an incident now."' in page
    assert f'data-href="/incidents/{incident.number}/"' in page


def test_a_private_report_is_there_only_for_those_who_may_see_it(world, browser_as, bo):
    world.raise_incident("Zebrafish", private=True)
    assert "Zebrafish" not in bo.get("/triage/").content.decode()
    assert "Zebrafish" in browser_as(world.finn).get("/triage/").content.decode()


def test_more_reports_cost_no_more_queries(world, bo):
    for number in range(12):
        world.raise_incident(f"Card payments fail in town {number}")
    with without_cache_checks():
        with questions() as asked:
            bo.get("/triage/")
        with questions() as asked_again:
            bo.get("/triage/")
    assert len(asked) <= 15 and len(asked_again) <= 11


def test_an_empty_queue_invites_and_counts_what_went_well(world, bo):
    incident = world.raise_incident("Oven hums")
    bo.post(f"/incidents/{incident.number}/near-miss/", {"note": "It held"})
    page = bo.get("/triage/").content.decode()
    assert "Everything has been looked at" in page
    assert "1 near miss" in page
    assert incident.name in bo.get("/incidents/?state=near_miss").content.decode()


def test_who_only_reads_has_no_triage(world, browser_as):
    assert browser_as(world.eve).get("/triage/").status_code == 403
    assert "/triage/" not in browser_as(world.eve).get("/").content.decode()
