"""Being helped to say how bad it is, without a script."""

import pytest

from turnout.incidents.models import Incident, IncidentType, SeverityCriterion


@pytest.fixture
def ada(world, browser_as):
    return browser_as(world.ada)


def test_the_report_page_proposes_the_worst_and_takes_it(ada):
    said = {"words": "The freezer is warm", "grid-people": "3", "grid-money": "2", "severity": ""}
    page = ada.post("/report/", {**said, "check": "1"}).content.decode()
    assert "From what you ticked" in page
    ada.post("/report/", said)
    assert Incident.objects.get().severity.rank == 2


def test_what_somebody_chose_themselves_counts_more(ada):
    ada.post("/report/", {"words": "The freezer is warm", "grid-people": "1", "severity": "4"})
    assert Incident.objects.get().severity.rank == 4


def test_the_same_answers_decide_who_would_hear(ada):
    shown = ada.post("/report/who-hears/", {"type": "unsure", "grid-people": "1"}).content.decode()
    assert "From what you ticked" in shown


def test_the_grid_speaks_the_words_of_the_chosen_kind(ada):
    assert b"stock we need" in ada.post("/report/grid/", {"type": "operations"}).content
    assert b"stock we need" not in ada.post("/report/grid/", {"type": "finance"}).content


def test_the_severity_sheet_proposes_before_it_changes_anything(world, browser_as):
    incident, bo = world.raise_incident(), browser_as(world.bo)
    address = f"/incidents/{incident.number}/severity/"
    answer = bo.post(address, {"propose": "1", "grid-law": "2", "was": "", "note": "so far"})
    shown = answer.content.decode()
    assert "From what you ticked" in shown and "so far" in shown
    incident.refresh_from_db()
    assert incident.severity is None


def test_an_admin_writes_the_table_and_the_first_word_of_a_kind(world, browser_as):
    gus = browser_as(world.gus)
    gus.post("/settings/severity-criteria/?department=privacy", {"data-1": "Children's data", "data-2": ""})
    assert SeverityCriterion.objects.get(discipline="privacy").sentence == "Children's data"
    assert b"Children&#x27;s data" in gus.get("/settings/severity-criteria/?department=privacy").content
    assert gus.post("/settings/severity-criteria/", {"data-1": "x" * 201}).status_code == 422
    kind = IncidentType.objects.get(key="finance")
    words = {
        "invitation": "Money",
        "name": "Finance",
        "icon": "banknote",
        "urgent_note": "Call the bank first",
        "visibility": "open",
    }
    gus.post(f"/settings/incident-types/{kind.pk}/", words)
    assert b"Call the bank first" in browser_as(world.ada).get("/report/").content
