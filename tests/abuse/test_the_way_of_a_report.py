"""What decides where a report goes: an admin who is spoken about can't bend it alone, nor unseen."""

from typing import Any

import pytest

from tests.world import look_first
from turnout.core.blueprints.actions.pending import agree_to_change, stop_change
from turnout.core.blueprints.exporting import dump
from turnout.core.blueprints.models import PendingChange
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.core.people.actions.agreement import SET_UP_LASTS, NeedsAgreement, agreed
from turnout.core.people.actions.keys import create_api_key
from turnout.core.people.actions.teams import create_team
from turnout.core.people.models import Organization, Team
from turnout.core.people.permissions import Permission
from turnout.incidents.audience.actions.rules import create_audience_rule, remove_audience_rule
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.incident.models.incident import CONFIDENTIAL
from turnout.incidents.incident.models.unnamed import UnnamedReporter
from turnout.incidents.models import AudienceRule, FormElement, IncidentType, IntakePage
from turnout.incidents.raising.actions.intake import create_intake_page
from turnout.incidents.raising.actions.raising import Reporting, raise_incident

pytestmark = pytest.mark.once


@pytest.fixture
def gus(world, clock, browser_as):
    """The admin whom somebody may want to tell about, months after set-up; Bo and Dee look first."""
    look_first(world.bo, world.dee)
    create_audience_rule(name="Anything major", conditions=[], people=[world.bo], lets_in=True, by=world.finn)
    kind = IncidentType.objects.get(key="people")
    create_intake_page(name="Speak up", key="speak-up", type=kind, by=world.finn)
    clock.forward(days=SET_UP_LASTS.days + 1)
    return browser_as(world.gus)


def told(person: Any) -> set[str]:
    """What somebody was told about where reports go: which settings."""
    found = Notification.objects.filter(person=person, kind="settings.rerouting")
    return {each.event.data["names"] for each in found.select_related("event") if each.event}


def applied(gus: Any, text: str) -> Any:
    """A blueprint, looked at and applied."""
    planned = gus.post("/settings/blueprint/plan/", {"text": text, "name": "mine"})
    assert planned.status_code == 200, planned.content.decode()
    fingerprint = planned.context["plan"].fingerprint
    return gus.post(
        "/settings/blueprint/application/", {"text": text, "name": "mine", "planned": fingerprint}
    )


ORGANIZATION = {"name": "Saffron Street", "timezone": "UTC", "looks_first": "Triage", "answer_days": "5"}


def test_a_page_for_the_sealed_kind_keeps_leading_there_until_others_had_their_say(world, gus, clock, settle):
    page = IntakePage.objects.get()
    path = f"/settings/intake-pages/{page.pk}/"
    answer = gus.post(
        path, {"name": "Speak up", "type": "operations", "allows_anonymous": "on", "in_use": "on"}
    )
    assert answer.url.startswith("/settings/waiting-changes/?proposed")
    again = "intake_pages: {speak-up: {name: Speak up, type: operations}}"
    assert applied(gus, again).url == "/settings/waiting-changes/?proposed"
    assert PendingChange.objects.count() == 1  # the same isn't proposed twice
    settle()
    assert "Speak up" in told(world.finn) and "Speak up" in told(world.bo)
    clock.forward(days=2)
    assert IntakePage.objects.get().type.key == "people"
    stop_change(PendingChange.objects.get(), by=world.dee)
    settle()
    assert RecordedEvent.objects.filter(verb="pending_change.stopped", actor=world.dee).exists()
    clock.forward(days=40)
    assert IntakePage.objects.get().type.key == "people"


def test_nobody_becomes_the_first_reader_by_a_name_nor_by_emptying_the_team(world, gus, clock, settle):
    team = Team.objects.get(name="Triage")
    gus.post(f"/teams/{team.pk}/name/", {"name": "Triage (old)", "purpose": ""})
    gus.post("/teams/new/", {"name": "Triage", "purpose": ""})
    assert applied(gus, "organization: {name: Saffron Street, timezone: UTC, looks_first: Triage}").url
    gus.post("/settings/organization/", {**ORGANIZATION, "looks_first": "Triage"})
    refused = gus.post(f"/teams/{team.pk}/members/{world.bo.pk}/removal/")
    assert "at least two people stay" in refused.content.decode()
    reported = raise_incident(name="About Gus", by=world.ada, reporting=Reporting(reported_as=CONFIDENTIAL))
    knowers = UnnamedReporter.objects.get(incident=reported).knowers.all()
    assert {each.name for each in knowers} == {"Bo Lindqvist", "Dee Hartley"}
    clock.forward(days=2)
    assert Organization.objects.get().looks_first == team


def test_a_twin_that_starts_open_and_other_words_for_the_private_kind_wait(world, gus, clock, settle):
    kind = IncidentType.objects.get(key="people")
    twin = {
        "name": "Treated badly",
        "invitation": "Someone is treated badly",
        "icon": "heart",
        "visibility": "open",
    }
    assert "proposed" in gus.post("/settings/incident-types/new/", twin).url
    words = {"name": "Register", "invitation": "Executive conduct", "visibility": kind.starts_as}
    applied(gus, dump({"incident_types": {"people": words}}))
    assert not IncidentType.objects.filter(name="Treated badly").exists()
    assert IncidentType.objects.get(key="people").invitation == kind.invitation
    clock.forward(days=1)
    agree_to_change(PendingChange.objects.get(names="Treated badly"), by=world.finn)
    clock.forward(minutes=1)
    assert IncidentType.objects.filter(name="Treated badly").exists()
    assert IncidentType.objects.get(key="people").invitation == kind.invitation


def test_a_required_question_stands_in_nobodys_way_by_one_persons_word(world, gus, settle):
    gus.post("/settings/forms/declare/elements/", {"asked": "place"})
    element = FormElement.objects.get(form__occasion="declare")
    answer = gus.post(
        f"/settings/forms/elements/{element.pk}/", {"help": "Who saw it?", "required": "always"}
    )
    assert "proposed" in answer.url
    _key, secret = create_api_key("script", permissions=[Permission.SETTINGS_MANAGE], by=world.gus)
    body = {
        "name": "Who else saw it", "description": "", "field_type": "text", "required": "always",
        "show_before_creation": True, "show_before_update": False, "show_before_closure": True,
    }  # fmt: skip
    answer = gus.post(
        "/v1/custom_fields", body, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {secret}"
    )
    assert answer.status_code == 202, answer.content
    assert answer.json()["waiting_change"]["needs_second_person"]
    assert raise_incident(name="He shouts at us", by=world.ada).pk
    assert FormElement.objects.filter(form__occasion="declare").exclude(required="never").count() == 0


def test_reports_without_a_name_and_the_promise_of_an_answer_stay(world, gus, clock, settle):
    Organization.objects.update(allows_anonymous=True)
    gus.post("/settings/organization/", {**ORGANIZATION, "answer_days": "90"})
    applied(gus, "organization: {name: Saffron Street, timezone: UTC, looks_first: Triage, answer_days: 80}")
    settle()
    assert told(world.finn) == {"Saffron Street"}
    clock.forward(days=2)
    here = Organization.objects.get()
    assert (here.allows_anonymous, here.answer_days) == (True, 5)


def test_a_rule_that_tells_goes_on_telling(world, gus, clock, settle):
    rule = AudienceRule.objects.get()
    Organization.objects.update(allows_anonymous=True)
    world.gus.role = "owner"  # an owner proposes: he needs another, too
    world.gus.save()
    with pytest.raises(NeedsAgreement):
        remove_audience_rule(rule, by=world.gus)
    assert "proposed" in gus.post(f"/settings/notification-rules/{rule.pk}/removal/").url
    assert "waiting" in applied(gus, "notification_rules: {Anything major: {tell: [Triage], in_use: no}}").url
    clock.forward(days=2)
    assert AudienceRule.objects.get().is_active
    change = PendingChange.objects.get(names="Anything major", steps__0__action="remove")
    agree_to_change(change, by=world.finn)
    clock.forward(minutes=1)
    assert not AudienceRule.objects.exists()


def test_no_rule_is_ended_by_taking_away_what_it_needs(world, gus):
    field = add_field(name="Zone", kind="text", by=world.gus)
    team = create_team("Leads", by=world.gus)
    asks = [[{"of": f"field.{field.key}", "is": "is_set", "values": []}]]
    with agreed():
        create_audience_rule(name="Zones", conditions=asks, teams=[team], by=world.finn)
    for refused in (f"/teams/{team.pk}/removal/", f"/settings/custom-fields/{field.pk}/removal/"):
        assert "The notification rule “Zones” needs it" in gus.post(refused).content.decode()


def test_whoever_works_here_sees_what_waits_and_settings_say_so_quietly(world, gus, browser_as):
    gus.post("/settings/organization/", {**ORGANIZATION, "answer_days": "90"})
    page = browser_as(world.eve).get("/settings/waiting-changes/").content.decode()
    assert "Gus Petrov" in page and "90" in page and "Agree" not in page
    assert "1 change to this is waiting" in gus.get("/settings/organization/").content.decode()
    assert "Agree</button>" in browser_as(world.finn).get("/settings/waiting-changes/").content.decode()
