"""Taking part and reviewing, by script."""

import pytest

from tests.keeping import change_label
from turnout.core.notify.actions.prefer import set_preference
from turnout.core.notify.kinds import kinds
from turnout.incidents.definitions.models.labels import Label
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.models import Incident
from turnout.incidents.raising.actions.raising import Reporting
from turnout.reviews.actions.linking import link_review
from turnout.reviews.actions.writing import start_review, write_review
from turnout.reviews.models import Review


def test_no_script_lets_anybody_in_or_out(world, script_of):
    """Who sees what isn't open is for people to decide: what a key may can't be lent on."""
    incident = world.raise_incident(private=True, by=world.ada)
    ids = {"incident_id": incident.pk, "user_id": world.eve.pk}
    for at in ("incident_memberships", "incident_team_memberships"):
        script_of(world.finn).post(f"/v1/{at}", ids, 404)
    assert not incident.seen_by([world.eve])


def test_participants_never_name_an_unnamed_reporter(world, script_of):
    incident = world.raise_incident(by=world.ada, reporting=Reporting(reported_as="confidential"))
    accept_incident(incident, by=world.bo)
    found = script_of(world.cy).get("/v2/incident_participants", incident_id=incident.pk)
    assert world.ada.pk not in str(found)


@pytest.fixture
def over(world):
    return resolve_incident(accept_incident(world.raise_incident(), by=world.bo), by=world.bo)


def test_a_review_is_brought_in_once_and_published(over, world, script_of):
    script, at = script_of(world.bo), f"/v2/incidents/{over.pk}/actions/import_postmortem_document"
    text = {"title": "What we learned", "content": "Two sentences."}
    made = script.post(at, text, 201)["postmortem_document"]
    assert made["status"] == "in_progress"
    script.post(at, text, 422)
    content = script.get(f"/v1/postmortem_documents/{made['id']}/content")
    assert content == {"markdown": "# What we learned\n\nTwo sentences."}
    said = script.put(f"/v1/postmortem_documents/{made['id']}", {"status": "completed"})
    assert said["postmortem_document"]["status"] == "completed"
    script.put(f"/v1/postmortem_documents/{made['id']}", {"status": "in_progress"}, 422)
    assert Review.objects.get().is_published


def test_addresses_of_somebody_else_are_for_who_looks_after_people(world, script_of):
    at = f"/v2/users/{world.ada.pk}/notification_methods"
    assert script_of(world.ada).get(at)["notification_methods"][0]["address"] == world.ada.email
    assert script_of(world.gus).get(at) == script_of(world.ada).get(at)
    assert script_of(world.bo).client.get(at).status_code == 404


def test_a_review_elsewhere_is_linked_and_another_link_takes_its_place(over, world, script_of):
    script, at = script_of(world.bo), "/v1/postmortem_documents"
    for address in ("https://wiki.example.org/7", "https://wiki.example.org/8"):
        body = {"incident_id": over.pk, "permalink": address, "document_provider": "confluence"}
        made = script.post(f"{at}/actions/attach", body, 201)["postmortem_document"]
        assert (made["type"], made["document_url"]) == ("external", address)
    assert [each["id"] for each in script.get(at)["postmortem_documents"]] == [made["id"]]


def test_lists_do_not_say_where_the_review_of_what_is_sealed_is(world, script_of):
    matter = world.raise_incident(private=True, by=world.cy)
    resolve_incident(accept_incident(matter, by=world.cy), by=world.cy)
    link_review(Incident.objects.get(pk=matter.pk), "https://wiki.example.org/7", by=world.cy)
    change_label(matter, Label.SEALED, by=world.cy)
    script, at = script_of(world.cy), "/v1/postmortem_documents"
    (listed,) = script.get(at)["postmortem_documents"]
    assert "wiki" not in str(listed)
    shown = script.get(f"{at}/{listed['id']}")["postmortem_document"]
    assert shown["document_url"] == "https://wiki.example.org/7"


def test_a_review_written_here_or_of_what_is_not_over_is_not_linked(over, world, script_of):
    script, at = script_of(world.bo), "/v1/postmortem_documents/actions/attach"
    begun = start_review(over, by=world.bo)
    write_review(begun, "Two sentences", version=begun.version, by=world.bo)
    for incident in (over, world.raise_incident()):
        script.post(at, {"incident_id": incident.pk, "permalink": "https://example.org/7"}, 422)


def test_rules_say_where_somebody_is_told_of_what_is_urgent_and_of_the_rest(world, script_of):
    script, at = script_of(world.ada), f"/v2/users/{world.ada.pk}/notification_rules"
    assert [each["rule_type"] for each in script.get(at)["notification_rules"]] == [
        "high_urgency",
        "low_urgency",
    ]
    for kind in kinds.values():
        if not kind.is_urgent:
            set_preference(world.ada, kind.key, "email", wanted=False, by=world.ada)
    (rule,) = script.get(at)["notification_rules"]
    (method,) = script.get(f"/v2/users/{world.ada.pk}/notification_methods")["notification_methods"]
    assert rule["method_target"]["specific"]["id"] == method["id"]
    assert (rule["rule_type"], rule["delay_seconds"]) == ("high_urgency", 0)
    assert script_of(world.bo).client.get(at).status_code == 404
