"""The timeline of an incident through the API: what was marked, and what was noted by hand."""

import json

import pytest

from tests.api.script import pointers
from tests.keeping import change_label, erase_text
from turnout.core.events.models import RecordedEvent
from turnout.incidents.definitions.models.labels import Label
from turnout.incidents.models import Message
from turnout.incidents.raising.actions.streams import open_stream
from turnout.incidents.room.actions.talking import pin_entry, post_message

PATH = "/v2/incident_timeline_items"


@pytest.fixture
def noting(world, script_of):
    """Note something in an incident; answers the item, or the error."""

    def note(incident, title="Shipped 4.2", status=201, **fields):
        body = {
            "incident_id": incident.pk,
            "idempotency_key": title,
            "title": title,
            "timestamp": "2026-03-01T10:00:00Z",
            **fields,
        }
        answer = script_of(world.ada).post(PATH, body, status)
        return answer.get("incident_timeline_item", answer)

    return note


def pin_message(incident, words, by):
    message = post_message(incident, words, by=by)
    entry = RecordedEvent.objects.get(subject_id=incident.pk, data__message=message.pk)
    pin_entry(incident, entry, by=by)
    return entry


def test_what_was_marked_and_what_was_noted_come_as_they_happened(world, script_of, noting):
    incident, script = world.raise_incident(), script_of(world.eve)
    entry = pin_message(incident, "It is the **fuse**", world.bo)
    later = noting(incident, "Shipped 4.2")
    earlier = noting(incident, "Froze", timestamp="2026-02-28T10:00:00Z", description="All of it")
    listed = script.get(PATH, incident_id=incident.pk)["incident_timeline_items"]
    assert listed[:2] == [earlier, later]
    assert (listed[2]["activity_log_id"], listed[2]["description"]) == (str(entry.pk), "It is the **fuse**")
    after: dict[str, str] = {}
    paged: list[object] = []
    while True:
        page = script.get(PATH, incident_id=incident.pk, page_size=1, **after)
        paged += page["incident_timeline_items"]
        if "after" not in page["pagination_meta"]:
            break
        after = {"after": page["pagination_meta"]["after"]}
    assert paged == listed
    assert pointers(script.get(PATH, status=422)) == ["/incident_id"]


def test_what_is_at_the_same_time_is_on_one_page_only(world, script_of, noting):
    incident, script = world.raise_incident(), script_of(world.eve)
    entry = pin_message(incident, "Now", world.bo)
    for number in range(3):
        noting(incident, f"Number {number}", timestamp=entry.at.isoformat())
    first = script.get(PATH, incident_id=incident.pk, page_size=2)
    rest = script.get(PATH, incident_id=incident.pk, after=first["pagination_meta"]["after"])
    ids = [each["id"] for page in (first, rest) for each in page["incident_timeline_items"]]
    assert (len(ids), len(set(ids))) == (4, 4)


def test_an_item_is_noted_once_and_corrected(world, script_of, noting):
    incident, script = world.raise_incident(), script_of(world.bo)
    item = noting(incident, description="By mistake")
    assert noting(incident, description="Again", idempotency_key="Shipped 4.2")["id"] == item["id"]

    def correct(id, status=200, **fields):
        answer = script.client.patch(f"{PATH}/{id}", json.dumps(fields), content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json().get("incident_timeline_item")

    assert correct(item["id"], timestamp="2026-03-01T09:00:00Z")["timestamp"] == "2026-03-01T09:00:00.000Z"
    said = correct(item["id"], title=" Shipped  4.3 ", description="")
    assert said["title"] == " Shipped  4.3 " and "description" not in said
    assert script.get(PATH, incident_id=incident.pk)["incident_timeline_items"] == [said]
    correct(item["id"], 422, title=" ")
    pin_message(incident, "It is the fuse", world.bo)
    pinned = script.get(PATH, incident_id=incident.pk)["incident_timeline_items"][1]
    correct(pinned["id"], 422, title="Something else")
    noting(incident, "To come", 422, timestamp="2099-01-01T00:00:00Z")


def test_streams_are_part_of_the_timeline(world, script_of, noting):
    incident = world.raise_incident()
    stream = open_stream(incident, name="Press", by=world.ada)
    noting(stream)
    [item] = script_of(world.eve).get(PATH, incident_id=incident.pk)["incident_timeline_items"]
    assert item["incident_id"] == stream.pk


def test_what_was_erased_or_may_not_be_seen_is_not_on_the_timeline(world, script_of, noting):
    matter = world.raise_incident("Zebrafish", by=world.ada, private=True)
    pin_message(matter, "Zebrafish", world.ada)
    item = noting(matter, "Zebrafish", description="Zebrafish")
    script = script_of(world.ada)

    def timeline(script=script):
        return json.dumps(script.get(PATH, incident_id=matter.pk)["incident_timeline_items"])

    assert timeline(script_of(world.eve)) == "[]"
    outside = script_of(world.bo).client
    body = json.dumps({"title": "Mine"})
    assert outside.patch(f"{PATH}/{item['id']}", body, content_type="application/json").status_code == 404
    erase_text(matter, "item", item["id"], why="Wrong", by=world.finn)
    erase_text(matter, "message", Message.objects.get().pk, why="Wrong", by=world.finn)
    assert "ebrafish" not in timeline()
    item = noting(matter, "Zebrafish again")
    change_label(matter, Label.SEALED, by=world.ada)
    assert "ebrafish" not in timeline() and item["id"] in timeline()
