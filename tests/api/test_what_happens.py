"""What happens in an incident, through the API: updates, follow-ups with their issues, related incidents."""

import json

import pytest

from tests.api.script import pointers
from tests.keeping import change_label
from turnout.incidents.definitions.models.labels import Label
from turnout.incidents.models import Severity, Status
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.merging import merge_incident
from turnout.incidents.room.actions.relating import relate_incidents
from turnout.incidents.room.actions.talking import post_update

ISSUE = "https://example.atlassian.net/browse/OPS-42"
NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


@pytest.fixture
def incident(world):
    return world.raise_incident()


@pytest.fixture
def posting(world, script_of, incident):
    """Post an update about it; answers that."""

    def post(status=201, **fields):
        body = {"incident_id": incident.pk, "idempotency_key": "k", **fields}
        answer = script_of(world.ada).post("/v2/incident_updates", body, status)
        return answer.get("incident_update", answer)

    return post


def test_an_update_says_where_it_stands_and_moves_it_there(world, script_of, incident, posting):
    fixing, worst = Status.objects.get(key="fixing"), Severity.objects.get(rank=1)
    said = posting(message="Found it", to_incident_status_id=fixing.pk, to_severity_id=worst.pk)
    assert (said["new_incident_status"]["id"], said["new_severity"]["id"]) == (fixing.pk, worst.pk)
    incident.refresh_from_db()
    assert (incident.status, incident.severity) == (fixing, worst)
    script = script_of(world.eve)
    assert script.get("/v2/incident_updates", incident_id=incident.pk)["incident_updates"] == [said]
    assert script.get("/v2/incident_updates", incident_id=NOBODY)["incident_updates"] == []


def test_the_same_key_answers_the_first_update_whatever_is_said(posting):
    first = posting(message="We look")
    assert posting(message="We still look") == first
    assert posting(message="We still look", idempotency_key="other") != first


def test_an_update_without_words_tells_what_it_moves_to(posting):
    assert "Fixing" in posting(to_incident_status_id=Status.objects.get(key="fixing").pk)["message"]
    assert pointers(posting(422, message=" ", idempotency_key="b")) == ["/message"]


def test_an_update_is_posted_by_responders_to_what_they_see(world, script_of):
    hidden = world.raise_incident(by=world.cy, private=True)
    body = {"incident_id": hidden.pk, "idempotency_key": "k", "message": "Well?"}
    script_of(world.eve).post("/v2/incident_updates", body, 403)
    refused = script_of(world.ada).post("/v2/incident_updates", body, 422)
    unknown = script_of(world.ada).post("/v2/incident_updates", {**body, "incident_id": NOBODY}, 422)
    assert refused["errors"] == unknown["errors"]


def test_a_follow_up_is_an_issue_elsewhere_once(world, script_of):
    incident, script = world.raise_incident(), script_of(world.ada)
    body = {"incident_id": incident.pk, "title": "Add an alert", "description": "On **lag**."}
    made = script.post("/v3/follow_ups", body, 201)["follow_up"]
    at = f"/v3/follow_ups/{made['id']}"
    connect = f"{at}/actions/connect_external_issue"
    issue = {"provider": "jira", "issue_name": "OPS-42", "issue_permalink": ISSUE}
    for _time in range(2):
        said = script.post(connect, {"provider": "jira", "url": ISSUE})["follow_up"]
        assert said["external_issue_reference"] == issue
    script.post(connect, {"provider": "jira", "url": f"{ISSUE}0"}, 422)
    assert script.get(at)["follow_up"] == said
    assert [link.title for link in incident.links.all()] == ["OPS-42"]
    assert pointers(script.post(connect, {"provider": "jira", "url": "javascript:x"}, 422)) == ["/url"]
    script.delete(at)
    assert "external_issue_reference" not in script.get(f"/v2/incidents/{incident.pk}")["incident"]


def test_a_follow_up_is_made_from_an_issue(world, script_of):
    incident, script = world.raise_incident(), script_of(world.ada)
    path = "/v3/follow_ups/actions/create_from_link"
    url = "https://github.com/acme/tills/issues/7"
    made = script.post(path, {"incident_id": incident.pk, "url": url}, 201)["follow_up"]
    assert (made["title"], made["external_issue_reference"]["provider"]) == ("acme/tills#7", "github")
    assert script.get("/v3/follow_ups")["follow_ups"] == [made]
    foreign = {"incident_id": incident.pk, "url": "https://example.org/7"}
    assert pointers(script.post(path, foreign, 422)) == ["/url"]


def test_an_issue_goes_where_its_follow_up_goes(world, script_of):
    """Who may read the follow-up after a merger may read its issue, and nobody else."""
    one, other, script = world.raise_incident(), world.raise_incident(), script_of(world.ada)
    body = {"incident_id": one.pk, "url": ISSUE}
    made = script.post("/v3/follow_ups/actions/create_from_link", body, 201)["follow_up"]
    merge_incident(one, other, by=world.ada)
    change_label(one, Label.SEALED, by=world.ada)
    assert [link.url for link in other.links.all()] == [ISSUE]
    assert script.get(f"/v3/follow_ups/{made['id']}")["follow_up"]["incident_id"] == other.pk


def test_both_kinds_of_tasks_are_listed_by_the_first_version(world, script_of):
    incident, script = world.raise_incident(), script_of(world.ada)
    script.post("/v2/follow_ups", {"incident_id": incident.pk, "title": "Later"}, 201)
    script.post("/v2/actions", {"incident_id": incident.pk, "description": "Now"}, 201)

    def names(**query):
        return [each["description"] for each in script.get("/v1/actions", **query)["actions"]]

    assert names() == ["Now", "Later"]
    assert (names(is_follow_up="true"), names(is_follow_up="false")) == (["Later"], ["Now"])
    assert names(incident_mode="test") == []


def test_only_who_sees_both_sees_that_they_are_related(world, script_of):
    one, hidden = world.raise_incident(), world.raise_incident(by=world.cy, private=True)
    relate_incidents(one, hidden, by=world.cy)
    path = "/v1/incident_relationships"

    def related(person, incident):
        found = script_of(person).get(path, incident_id=incident.pk)["incident_relationships"]
        return [each["incident"]["external_id"] for each in found]

    assert (related(world.cy, one), related(world.cy, hidden)) == ([hidden.number], [one.number])
    assert (related(world.eve, one), related(world.eve, hidden)) == ([], [])


def test_lists_say_no_word_of_what_happens_in_what_is_sealed(world, script_of):
    matter = world.raise_incident("Zebrafish", by=world.cy, private=True)
    script = script_of(world.cy)
    body = {"incident_id": matter.pk, "title": "Zebrafish", "description": "Zebrafish"}
    made = script.post("/v3/follow_ups", body, 201)["follow_up"]
    connect = f"/v3/follow_ups/{made['id']}/actions/connect_external_issue"
    script.post(connect, {"provider": "jira", "url": "https://zebrafish.atlassian.net/browse/ZEBRAFISH-1"})
    open_one = world.raise_incident()
    relate_incidents(open_one, matter, by=world.cy)
    post_update(matter, "Zebrafish", by=world.cy)
    change_label(matter, Label.SEALED, by=world.cy)
    script.post(
        f"/v2/incidents/{matter.number}/actions/connect_external_issue",
        {"provider": "jira", "url": "https://zebrafish.atlassian.net/browse/ZEBRAFISH-2"},
        204,
    )
    lists = ("incident_updates", "incidents", "follow_ups")
    for path in (
        *(f"/v2/{each}" for each in lists),
        "/v3/follow_ups",
        "/v1/actions",
        "/v1/incident_attachments",
    ):
        assert "zebrafish" not in json.dumps(script.get(path)).lower(), path
        assert matter.pk in json.dumps(script.get(path)), path
    related = script.get("/v1/incident_relationships", incident_id=open_one.pk)
    assert "ebrafish" not in json.dumps(related) and matter.pk in json.dumps(related)


def test_an_incident_is_an_issue_elsewhere(world, script_of, incident):
    script = script_of(world.ada)
    at = f"/v2/incidents/{incident.number}"
    connect = f"{at}/actions/connect_external_issue"
    said = {"provider": "jira", "url": ISSUE, "issue_template_id": NOBODY}

    def named():
        return script.get(at)["incident"]["external_issue_reference"]["issue_name"]

    for _time in range(2):
        script.post(connect, said, 204)
    script.post(connect, {**said, "url": f"{ISSUE}0"}, 422)
    assert named() == "OPS-42"
    script.post(connect, {**said, "url": f"{ISSUE}0", "replace": True}, 204)
    assert named() == "OPS-420"
    assert script.get("/v2/incidents")["incidents"][0]["external_issue_reference"]["provider"] == "jira"


def test_attachments_are_found_by_what_they_are(world, script_of, incident):
    script, hidden = script_of(world.ada), world.raise_incident(by=world.cy, private=True)
    path, url = "/v1/incident_attachments", "https://example.org/tills/pull/7"

    def attach(to, status=201, **resource):
        return script.post(path, {"incident_id": to.pk, "resource": resource}, status)

    made = attach(incident, resource_type="github_pull_request", url=url)["incident_attachment"]
    page = attach(incident, resource_type="arbitrary_url", url=f"{url}0", title="The board")
    add_link(hidden, url, "Hidden", by=world.cy)

    def found(**query):
        return script.get(path, **query)["incident_attachments"]

    assert found() == [page["incident_attachment"], made]
    assert found(resource_type="github_pull_request") == found(external_id=url) == [made]
    assert found(resource_type="jira_issue") == found(incident_id=hidden.pk) == []
    assert pointers(attach(incident, 422, resource_type="jira_issue", external_id="7")) == [
        "/resource/external_id",
        "/resource/url",
    ]
    script.delete(f"{path}/{made['id']}")
    assert found() == [page["incident_attachment"]]
