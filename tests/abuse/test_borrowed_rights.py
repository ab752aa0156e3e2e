"""Borrowed rights lend nothing: a token, a key, a code or a mail reads and answers, and that's all."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.api.script import Script
from tests.world import look_first
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.core.people.actions.keys import create_api_key
from turnout.core.people.actions.tokens import create_api_token
from turnout.core.people.models import ApiKey, ApiToken, Organization
from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.models import Incident, Message, Role
from turnout.incidents.raising.actions.raising import Reporting, raise_incident
from turnout.incidents.room.actions.talking import edit_message, post_message

STOPPED = "script.stopped"


def wipe(script: Script, incident: Incident, status: int) -> dict[str, Any]:
    body = {"incident": {"summary": f"wiped {uuid4()}"}, "notify_incident_channel": False}
    return script.post(f"/v2/incidents/{incident.pk}/actions/edit", body, status)


@pytest.fixture
def many(world):
    return [world.raise_incident(f"Number {each}", summary="What happened") for each in range(14)]


def test_a_leaked_token_wipes_ten_summaries_and_no_more(world, many, browser_as, settle):
    token, key = create_api_token("Leaked", by=world.bo)
    script = Script(key)
    for incident in many[:10]:
        wipe(script, incident, 200)
    for incident in many[10:]:
        assert wipe(script, incident, 429)["errors"][0]["code"] == "stopped"
    assert wipe(script, many[0], 429)  # not even those it had before
    assert Incident.objects.filter(summary="What happened").count() == 4
    settle()
    told = Notification.objects.get(kind=STOPPED)  # once
    assert (told.person, told.is_urgent) == (world.bo, True)
    script.create()  # reporting, reading and updates go on
    script.post(
        "/v2/incident_updates",
        {"incident_id": many[12].pk, "message": "Still here", "idempotency_key": "u"},
        201,
    )
    page = browser_as(world.bo).get(told.path).content.decode()
    assert f"/profile/tokens/{token.pk}/continuation/" in page
    browser_as(world.bo).post(f"/profile/tokens/{token.pk}/revocation/")
    script.get("/v1/identity", status=401)


def test_its_person_lets_a_stopped_script_go_on_and_nobody_else_does(world, many, browser_as):
    token, key = create_api_token("Tidying up", by=world.bo)
    for incident in many[:10]:
        wipe(Script(key), incident, 200)
    wipe(Script(key), many[10], 429)
    at = f"/profile/tokens/{token.pk}/continuation/"
    assert browser_as(world.finn).post(at).status_code == 404
    browser_as(world.bo).post(at)
    for incident in many[10:]:
        wipe(Script(key), incident, 200)
    went_on = RecordedEvent.objects.get(verb="api_token.let_go_on")
    assert went_on.actor == world.bo


def test_a_key_of_the_organization_stops_and_those_who_look_after_keys_hear(world, many, browser_as, settle):
    key, secret = create_api_key(
        "Sync", [Permission.INCIDENTS_VIEW, Permission.INCIDENTS_RESPOND], by=world.gus
    )
    for incident in many[:10]:
        wipe(Script(secret), incident, 200)
    wipe(Script(secret), many[10], 429)
    settle()
    assert {each.person for each in Notification.objects.filter(kind=STOPPED)} == {world.gus, world.finn}
    at = f"/settings/api-keys/{key.pk}/continuation/"
    assert browser_as(world.bo).post(at).status_code == 403
    browser_as(world.gus).post(at)
    assert ApiKey.objects.get().stopped_at is None


def test_a_token_does_only_what_it_was_lent(world, many):
    reader = Script(create_api_token("Reader", ["read"], by=world.finn)[1])
    assert many[0].name in reader.names()
    reader.create(status=403)
    wipe(reader, many[0], 403)
    writer = Script(create_api_token("Reporter", ["report"], by=world.finn)[1])
    writer.create(status=200)
    writer.get("/v2/incidents", status=403)
    assert {each.lent >= {Permission.INCIDENTS_SCRUB} for each in ApiToken.objects.all()} == {False}


def test_closing_many_asks_twice_stays_few_and_tells_their_leads(world, browser_as, settle):
    lead, over = Role.objects.get(key="lead"), []
    for _nth in range(27):
        incident = accept_incident(world.raise_incident(), by=world.bo)
        assign_role(incident, lead, world.cy, by=world.cy)
        over.append(resolve_incident(incident, by=world.cy))
    settle()
    Notification.objects.all().delete()
    bo, numbers = browser_as(world.bo), [each.number for each in over]
    asked = bo.post("/incidents/closures/", {"number": numbers}).content.decode()
    assert "Up to 25 at a time" in asked and not Incident.objects.filter(category="closed").exists()
    bo.post("/incidents/closures/", {"number": numbers, "sure": "yes"})
    settle()
    assert Incident.objects.filter(category="closed").count() == 25
    assert Notification.objects.filter(person=world.cy, kind="incident.state").count() == 25


def test_taking_everything_along_as_a_file_leaves_a_trace(world, many, browser_as):
    list(browser_as(world.eve).get("/incidents/export.csv?state=any"))
    left = RecordedEvent.objects.get(verb="incidents.exported")
    assert (left.actor, left.data["rows"], left.subject_id) == (world.eve, 14, world.organization.pk)


MANY = "@Bo Lindqvist @Cy Okafor @Dee Hartley @Eve Novak @Finn Gallagher @Gus Petrov"


def test_words_from_outside_call_nobody(world, settle):
    incident = world.raise_incident(by=None, reporting=Reporting(reported_as="anonymous", receipt="x"))
    message = post_message(incident, MANY, by=None, part="from_reporter")
    settle()
    assert message.body == MANY
    assert not Notification.objects.filter(kind="incident.mention").exists()


def test_inside_a_message_calls_five_and_a_sixth_is_refused_with_nothing_lost(world, browser_as, settle):
    incident = world.raise_incident()
    ada, at = browser_as(world.ada), f"/incidents/{incident.number}/messages/"
    refused = ada.post(at, {"body": f"Help {MANY}"})
    assert refused.status_code == 422 and "up to 5 people" in refused.content.decode()
    assert f"Help {MANY}</textarea>" in refused.content.decode() and not Message.objects.exists()
    ada.post(at, {"body": MANY.replace(" @Gus Petrov", "")})
    settle()
    assert Notification.objects.filter(kind="incident.mention").count() == 5
    with pytest.raises(NotPossible):
        edit_message(Message.objects.get(), MANY, by=world.ada)


def drawn_form(browser, address="/tell/"):
    page = browser.get(address).content.decode()
    return {name: re.findall(f'name="{name}" value="([^"]+)"', page)[0] for name in ("token", "since")}


def test_a_form_counts_once_and_replaying_it_keeps_nobody_honest_away(world, clock):
    Organization.objects.update(allows_anonymous=True)
    script, form = Client(), drawn_form(Client())
    clock.forward(seconds=5)
    for number in range(40):
        script.post("/tell/", {"words": f"Spam {number}", **form, "token": f"t{number}"})
    assert Incident.objects.count() == 1
    honest = drawn_form(Client())
    clock.forward(seconds=5)
    assert Client().post("/tell/", {"words": "The gate is stuck", **honest}).status_code == 200


def test_a_flooded_page_is_one_notice(world, settle, clock):
    look_first(world.bo)
    for number in range(12):
        how = Reporting(reported_as="anonymous", receipt=f"r{number}")
        raise_incident(name=f"Spam {number}", by=None, reporting=how)
        clock.forward(seconds=1)
    settle()
    kinds = [each.kind for each in Notification.objects.filter(person=world.bo)]
    assert (kinds.count("incident.raised"), kinds.count("incident.flood"), len(kinds)) == (5, 1, 6)
    named = world.raise_incident("By Ada, meanwhile")
    settle()
    assert Notification.objects.filter(person=world.bo, subject_id=named.pk).exists()
