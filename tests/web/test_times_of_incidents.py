"""The pages about when things were."""

import pytest

from turnout.incidents.definitions.actions.definitions import add_definition
from turnout.incidents.incident.actions.lifecycle import resolve_incident
from turnout.incidents.models import Duration, Timestamp, TimestampValue


@pytest.fixture
def told(world):
    made = add_definition(Timestamp, name="People were told", set_by="", lifecycle=None, by=world.gus)
    add_definition(Duration, name="Until told", start="reported_at", end=made.key, by=world.gus)
    return made


def test_an_admin_adds_a_time_and_what_is_measured_by_it(world, browser_as):
    gus = browser_as(world.gus)
    gus.post("/settings/timestamps/new/", {"name": "Contained", "set_by": "category:live", "lifecycle": ""})
    made = Timestamp.objects.get()
    gus.post("/settings/durations/new/", {"name": "To contain", "start": "reported_at", "end": made.key})
    shown = gus.get("/settings/timestamps/").content.decode()
    assert "category “Live”" in shown and "Reported → Contained" in shown
    same = {"name": "Nothing", "start": made.key, "end": made.key}
    assert gus.post("/settings/durations/new/", same).status_code == 422


def test_what_isnt_touched_stays_as_exact_as_it_was(world, browser_as, told, clock):
    clock.forward(seconds=37)
    incident, bo = world.raise_incident(started_at=clock.now()), browser_as(world.bo)
    address = f"/incidents/{incident.number}/times/"
    form = bo.get(address).context["form"]
    clock.forward(minutes=30)
    said = {"was": form["was"].value(), "started_at": form["started_at"].value().strftime("%Y-%m-%dT%H:%M")}
    bo.post(address, {**said, told.key: incident.reported_at.strftime("%Y-%m-%dT%H:%M")})
    incident.refresh_from_db()
    assert incident.started_at.second == incident.reported_at.second
    assert TimestampValue.objects.get().at == incident.reported_at.replace(second=0)


def test_facts_show_the_times_and_when_it_is_over_what_lies_between(world, browser_as, told):
    incident, bo = world.raise_incident(), browser_as(world.bo)
    shown = bo.get(f"/incidents/{incident.number}/").content.decode()
    assert "People were told" in shown and "Until told" not in shown
    resolve_incident(incident, by=world.bo)
    TimestampValue.objects.create(incident=incident, timestamp=told, at=incident.reported_at)
    assert "People were told" in bo.get(f"/incidents/{incident.number}/").content.decode()
