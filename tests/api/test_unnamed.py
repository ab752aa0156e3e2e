"""Whoever told something in confidence may use a script, and stays unnamed."""

import json

from turnout.incidents.incident.models.incident import CONFIDENTIAL
from turnout.incidents.raising.actions.raising import Reporting

AT = "2026-03-01T10:00:00Z"
LISTS = (
    "/v1/incident_attachments", "/v2/incident_timeline_items", "/v2/incident_activity_log_entries",
    "/v2/incident_updates", "/v3/follow_ups", "/v1/actions",
)  # fmt: skip


def test_no_list_names_who_told_it_in_confidence(world, script_of):
    told = Reporting(reported_as=CONFIDENTIAL)
    incident = world.raise_incident("Bribes", by=world.ada, reporting=told, private=True)
    hers, theirs = script_of(world.ada), script_of(world.finn)
    resource = {"resource_type": "arbitrary_url", "url": "https://example.org/proof"}
    hers.post("/v1/incident_attachments", {"incident_id": incident.pk, "resource": resource}, 201)
    item = {"incident_id": incident.pk, "idempotency_key": "k", "title": "He asked", "timestamp": AT}
    assert hers.post("/v2/incident_timeline_items", item, 201)["incident_timeline_item"]["creator"] == {}
    for path, body in {
        "/v2/incident_updates": {"idempotency_key": "k", "message": "Again"},
        "/v3/follow_ups": {"title": "Tell the police"},
        "/v3/actions": {"description": "Tell the police"},
    }.items():
        hers.post(path, {"incident_id": incident.pk, **body}, 422)  # it would show who she is
        task = {"incident_id": incident.pk, **body, "assignee_id": world.ada.pk}
        if "message" not in body:
            refused = theirs.post(path, task, 422)
            outsider = theirs.post(path, {**task, "assignee_id": world.bo.pk}, 422)
            said = [each["errors"][0]["message"].split(" can't ")[1] for each in (refused, outsider)]
            assert said[0] == said[1]  # trying her name answers no more than trying another
    for path in LISTS:
        answer = theirs.get(path, incident_id=incident.pk)
        assert world.ada.pk not in json.dumps(answer) and "Ada" not in json.dumps(answer), path
    assert len(theirs.get(LISTS[0], incident_id=incident.pk)["incident_attachments"]) == 1
