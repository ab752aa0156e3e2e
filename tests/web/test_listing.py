"""The list of incidents: finding, keeping, exporting, closing several."""

import csv
import io

import pytest

from tests.caches import without_cache_checks
from tests.questions import questions
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.incident import search
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.lifecycle import accept_incident, decline_incident, resolve_incident
from turnout.incidents.lists.actions.views import save_view
from turnout.incidents.models import Incident, IncidentType, Role, SavedView, Severity
from turnout.web.listing import export, paging
from turnout.web.listing.export import harmless


def names(browser, query=""):
    page = browser.get(f"/incidents/?{query}").context["page"]
    return [incident.name for incident in page.rows]


def exported(browser, query=""):
    text = b"".join(browser.get(f"/incidents/export.csv?{query}")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def bo(world, browser_as):
    return browser_as(world.bo)


def test_the_list_shows_what_goes_on_newest_first(world, bo, clock):
    for name in ("First", "Second"):
        world.raise_incident(name)
        clock.forward(minutes=1)
    decline_incident(world.raise_incident("Nothing"), by=world.bo)
    assert names(bo) == ["Second", "First"]
    assert names(bo, "order=oldest") == ["First", "Second"]


def test_words_find_in_all_that_was_and_a_number_finds_its_incident(world, bo):
    over = resolve_incident(accept_incident(world.raise_incident("Oven cold"), by=world.bo), by=world.bo)
    world.raise_incident("Lift stuck")
    assert names(bo, "q=oven") == ["Oven cold"]
    assert names(bo, f"q=inc-{over.number}") == ["Oven cold"]
    assert names(bo, "q=ove&state=ongoing") == []


def test_each_choice_narrows_the_list(world, bo):
    bad = world.raise_incident("Bad", type=IncidentType.objects.get(key="engineering"))
    change_severity(bad, Severity.objects.get(rank=1), by=world.bo)
    accept_incident(bad, by=world.bo)
    assign_role(bad, Role.objects.get(key="lead"), world.bo, by=world.bo)
    world.raise_incident("Mild", by=world.bo, private=True)
    for query in (
        "severity=1",
        "severity=2%2B",
        "discipline=engineering",
        "type=engineering",
        "who=led",
        "state=live",
    ):
        assert names(bo, query) == ["Bad"], query
    for query in ("severity=none", "discipline=none", "who=reported", "private=1", "state=triage"):
        assert names(bo, query) == ["Mild"], query
    assert set(names(bo, "who=mine")) == {"Bad", "Mild"}
    assert names(bo, f"person={world.ada.pk}") == ["Bad"]


def test_dates_are_the_readers_days(world, bo, clock):
    world.raise_incident("Today")
    today = clock.now().date()
    assert names(bo, f"since={today}&until={today}") == ["Today"]
    assert names(bo, f"until={today.replace(year=today.year - 1)}") == []


@pytest.mark.parametrize(
    "query",
    [
        "severity=99", "severity=x%2B", "state=gone", "who=me", "since=yesterday", "until=9999-12-31",
        "since=0001-01-01", "before=1-2", "before=99999999999999999-01JD0000000000000000000000",
        "type=none", "person=1", "order=up", "when=never", "q=%00%22%27", "q=-",
        "before=%C2%B2-01JD0000000000000000000000",
    ],
)  # fmt: skip
def test_no_address_leads_to_an_error(world, bo, query):
    world.raise_incident()
    assert bo.get(f"/incidents/?{query}").status_code == 200


def test_a_private_incident_is_in_no_list_of_eves(world, browser_as):
    world.raise_incident("Letter from a lawyer", private=True)
    eve = browser_as(world.eve)
    for path in (
        "/incidents/?state=any",
        "/incidents/found/?q=letter",
        "/incidents/export.csv?number=1&number=2",
    ):
        answer = eve.get(path)
        content = b"".join(answer) if answer.streaming else answer.content
        assert b"Letter from" not in content


def test_pages_follow_one_another_without_gap_or_double(world, bo):
    wanted = [world.raise_incident(f"Number {each}").name for each in range(60)]
    seen, query = [], ""
    while True:
        page = bo.get(f"/incidents/?{query}").context["page"]
        seen += [incident.name for incident in page.rows]
        if not page.next:
            break
        query = f"before={page.next}"
    assert sorted(seen) == sorted(wanted)


def test_the_list_asks_the_same_few_questions_for_one_row_as_for_many(world, bo):
    def queries(path):
        with without_cache_checks(), questions() as asked:
            bo.get(path)
        return len(asked)

    for _ in range(2):
        world.raise_incident()
    bo.get("/incidents/")
    page, part = queries("/incidents/"), queries("/incidents/found/")
    for _ in range(30):
        world.raise_incident()
    assert queries("/incidents/") <= page <= 10
    assert queries("/incidents/found/") <= part + 1 <= 9


def test_a_view_is_kept_and_comes_back(world, bo):
    answer = bo.post("/incidents/views/", {"name": "Serious", "query": "severity=2%2B&state=any"})
    assert answer.url == "/incidents/?state=any&severity=2%2B"
    assert b"Serious" in bo.get("/incidents/").content


def test_a_view_kept_while_choosing_is_known_again_and_can_be_deleted(bo):
    chosen = "q=fridge&state=any&severity=&order=newest"  # as the filters say it, whatever is chosen
    page = bo.post("/incidents/views/", {"name": "Fridges", "query": chosen}, follow=True)
    assert page.context["present_view"].name == "Fridges"
    assert b"Delete this view" in page.content


def test_the_plain_list_is_no_view_to_keep(bo):
    answer = bo.post("/incidents/views/", {"name": "Mine", "query": "state=ongoing&order=newest"})
    assert answer.status_code == 422


def test_a_shared_view_is_everyones_but_only_its_owner_deletes_it(world, bo, browser_as):
    view = save_view("Serious", "severity=2%2B", by=world.bo, shared=True)
    save_view("My own", "severity=3", by=world.bo)
    eve = browser_as(world.eve)
    page = eve.get("/incidents/").content
    assert b"Serious" in page
    assert b"My own" not in page
    assert eve.post(f"/incidents/views/{view.pk}/removal/").status_code == 404
    bo.post(f"/incidents/views/{view.pk}/removal/")
    assert not SavedView.objects.filter(name="Serious").exists()


def test_a_view_without_a_name_is_asked_for_one(bo):
    assert bo.post("/incidents/views/", {"name": "", "query": "severity=1"}).status_code == 422


def test_the_export_holds_what_the_list_holds(world, bo):
    world.raise_incident("=cmd|' /C calc'!A0", place="Leeds")
    world.raise_incident("Hidden", by=world.ada, private=True)
    (row,) = exported(bo)
    assert row["Name"] == "'=cmd|' /C calc'!A0"
    assert row["Place"] == "Leeds"


def test_a_row_of_the_export_says_all_there_is_to_say(world, bo, clock):
    kind = IncidentType.objects.get(key="finance")
    incident = world.raise_incident(
        "Bill twice", type=kind, place="Leeds", summary="Since noon,\n=so far", private=True, by=world.bo
    )
    change_severity(incident, Severity.objects.get(rank=2), by=world.bo)
    assign_role(accept_incident(incident, by=world.bo), Role.objects.get(key="lead"), world.cy, by=world.bo)
    (row,) = exported(bo, "q=bill")
    assert (row["Reference"], row["Severity"], row["Kind"], row["Lead"]) == (
        incident.reference, str(Severity.objects.get(rank=2)), kind.name, "Cy Okafor",
    )  # fmt: skip
    assert (row["Private"], row["Reporter"], row["Summary"]) == (
        "yes",
        "Bo Lindqvist",
        "Since noon,\n=so far",
    )
    assert row["Reported (UTC)"] == f"{incident.reported_at:%Y-%m-%d %H:%M:%S}"
    assert row["Resolved (UTC)"] == ""


def test_the_export_goes_on_past_a_piece_in_order_and_at_the_same_price_a_row(world, bo, clock, monkeypatch):
    def queries():
        with questions() as asked:
            b"".join(bo.get("/incidents/export.csv"))
        return len(asked)

    wanted = []
    for each in range(30):
        wanted.append(world.raise_incident(f"Number {each}").reference)
        clock.forward(minutes=1)
        if each == 0:
            one = queries()
    assert queries() <= one
    monkeypatch.setattr(export, "AT_ONCE", 7)
    assert [row["Reference"] for row in exported(bo, "order=oldest")] == wanted
    assert [row["Reference"] for row in exported(bo)] == wanted[::-1]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", " =1", "\t=1", "\r1", "\n=1"])
def test_nothing_exported_is_taken_for_a_formula(text):
    assert harmless(text).startswith("'")


def test_ended_ones_are_closed_together_and_the_others_say_why_not(world, bo):
    over = [
        resolve_incident(accept_incident(world.raise_incident(), by=world.bo), by=world.bo) for _ in range(2)
    ]
    waiting = world.raise_incident("Still here")
    numbers = [each.number for each in [*over, waiting]]
    asked = bo.post("/incidents/closures/", {"number": numbers})
    assert "Close these 3 incidents?" in asked.content.decode()
    assert not Incident.objects.filter(category="closed").exists()
    page = bo.post("/incidents/closures/", {"number": numbers, "sure": "yes"}).content.decode()
    assert "2 closed." in page
    assert f"INC-{waiting.number}</a>: only what is over" in page
    assert Incident.objects.filter(category="closed").count() == 2


def test_a_viewer_closes_nothing(world, browser_as):
    over = resolve_incident(accept_incident(world.raise_incident(), by=world.bo), by=world.bo)
    assert browser_as(world.eve).post("/incidents/closures/", {"number": over.number}).status_code == 403


def test_nobody_closes_what_they_may_not_see(world, bo):
    incident = world.raise_incident(by=world.ada, private=True)
    bo.post("/incidents/closures/", {"number": incident.number, "sure": "yes"})
    incident.refresh_from_db()
    assert incident.category == "triage"


def test_whoever_comes_back_to_where_several_were_closed_finds_the_list(bo):
    assert bo.get("/incidents/closures/?state=learning").url == "/incidents/?state=learning"


def test_what_was_sought_is_shown_where_it_stands(world, bo):
    world.raise_incident(
        "Smell in the yard", summary="Nobody knows why. " * 30 + "Then a pipeline was found open."
    )
    assert "a pipeline was found open" in bo.get("/incidents/?q=pipel").content.decode()
    assert "Nobody knows" in bo.get("/incidents/?q=nobody").content.decode()
    assert "pipeline" not in bo.get("/incidents/?q=yard").content.decode()


def test_where_few_of_many_meet_what_is_asked_a_full_page_is_enough(world, clock, monkeypatch):
    monkeypatch.setattr(paging, "NEAR", 2)
    monkeypatch.setattr(search, "NEAR", 6)
    pump = IncidentType.objects.get(key="facilities")
    for nth in range(8):
        world.raise_incident(f"Oven {nth}", type=pump if nth % 2 else None)
        clock.forward(minutes=1)
    these = Incident.objects.filter(type=pump)

    def page(size, after=""):
        return paging.read_page(these, after, oldest_first=False, words="oven", size=size)

    first = page(2)
    assert [each.name for each in first.rows] == ["Oven 7", "Oven 5"]
    assert (first.count, first.is_more) == (3, True)
    assert [each.name for each in page(2, first.next).rows] == ["Oven 3", "Oven 1"]
    assert (page(9).count, page(9).is_more) == (4, False)
