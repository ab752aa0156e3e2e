"""The settings pages for the steps incidents go through, and the sheets that offer them."""

import pytest

from turnout.incidents.definitions.actions.statuses import add_lifecycle
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.models import IncidentType, Lifecycle, Status


@pytest.fixture
def gus(world, browser_as):
    return browser_as(world.gus)


@pytest.fixture
def breaches(world):
    usual = Lifecycle.objects.get(key="default")
    made = add_lifecycle("Data breaches", like=usual, by=world.gus)
    Status.objects.filter(lifecycle=made, name="Fixing").update(name="Deciding who to tell")
    return made


def test_an_admin_makes_steps_and_names_them(gus):
    answer = gus.post("/settings/lifecycles/new/", {"name": "Data breaches", "like": "default"})
    page = answer.url.removesuffix("?saved")
    gus.post(f"{page}statuses/new/", {"name": "Containing", "meaning": "", "category": "live"})
    shown = gus.get(page).content.decode()
    assert "Containing" in shown and "No type uses it yet" in shown
    made = Status.objects.get(name="Containing")
    gus.post(f"/settings/statuses/{made.pk}/place/", {"to": "up"})
    assert gus.post(f"/settings/statuses/{made.pk}/removal/").url == f"{page}?removed"
    assert gus.post(f"{page}removal/").url == "/settings/lifecycles/?removed"


def test_a_kind_with_something_unfinished_asks_where_it_goes(world, gus, breaches):
    kind = IncidentType.objects.get(key="finance")
    incident = accept_incident(world.raise_incident(type=kind), by=world.bo)
    address = f"/settings/incident-types/{kind.pk}/lifecycle/"
    asked = gus.post(address, {"lifecycle": breaches.pk})
    assert b"Where should the open ones go" in asked.content
    to = Status.objects.get(name="Deciding who to tell")
    gus.post(address, {"lifecycle": breaches.pk, "asked": "1", incident.status_id: to.pk})
    incident.refresh_from_db()
    assert incident.status == to


def test_a_status_in_use_asks_where_its_incidents_go(world, gus):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    address = f"/settings/statuses/{incident.status_id}/removal/"
    assert b"Some incidents have this status now" in gus.get(address).content
    fixing = Status.objects.get(key="fixing")
    assert gus.post(address, {incident.status_id: fixing.pk}).status_code == 302
    incident.refresh_from_db()
    assert incident.status == fixing


def test_sheets_and_the_track_speak_the_words_of_the_kind(world, browser_as, breaches):
    IncidentType.objects.filter(key="finance").update(lifecycle=breaches)
    kind = IncidentType.objects.get(key="finance")
    incident = accept_incident(world.raise_incident(type=kind), by=world.bo)
    bo = browser_as(world.bo)
    for page in ("", "status/", "updates/"):
        assert "Deciding who to tell" in bo.get(f"/incidents/{incident.number}/{page}").content.decode(), page
    other = Status.objects.get(key="fixing").pk
    answer = bo.post(f"/incidents/{incident.number}/status/", {"status": other, "was": incident.status_id})
    assert answer.status_code == 422


def test_a_kind_with_other_steps_asks_where_the_incident_is(world, browser_as, breaches):
    IncidentType.objects.filter(key="finance").update(lifecycle=breaches)
    kind, bo = IncidentType.objects.get(key="finance"), browser_as(world.bo)
    incident = accept_incident(world.raise_incident(), by=world.bo)
    said = {"type": kind.pk, "was": ""}
    asked = bo.post(f"/incidents/{incident.number}/kind/", said)
    assert (asked.status_code, b"Where is it?" in asked.content) == (422, True)
    to = Status.objects.get(name="Deciding who to tell")
    bo.post(f"/incidents/{incident.number}/kind/", {**said, "status": to.pk})
    incident.refresh_from_db()
    assert (incident.type, incident.status) == (kind, to)
