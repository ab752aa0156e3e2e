"""What happened is kept as facts, and said in the language of whoever reads it."""

from typing import Any

import pytest
from django.utils.translation import trans_real

from tests.keeping import erase_text
from tests.world import World
from turnout.core.events.models import RecordedEvent
from turnout.core.people.models import Person
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.actions.definitions import change_definition
from turnout.incidents.models import Incident, Role
from turnout.incidents.room.actions.tasks import add_task
from turnout.integrations.email.models import OutboxMail

pytestmark = pytest.mark.once
GERMAN = {
    "{who} made {person} {role}": "{who} hat {person} die Rolle {role} gegeben",
    "You are %(role)s: %(name)s": "Du hast die Rolle %(role)s: %(name)s",
    "{who} added the action “{title}”": "{who} hat „{title}“ hinzugefügt",
    "Erased": "Gelöscht",
}


@pytest.fixture
def bo(world: World, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Bo reads German, everybody else English."""
    monkeypatch.setattr(trans_real.translation("de"), "gettext", lambda text: GERMAN.get(text, text))
    world.bo.language = "de"
    world.bo.save(update_fields=["language"])
    return world.bo


@pytest.fixture
def incident(world: World) -> Incident:
    return world.raise_incident()


def page(browser: Any, incident: Incident) -> str:
    text: str = browser.get(f"/incidents/{incident.number}/").content.decode()
    return text


def test_one_event_is_read_in_two_languages(
    world: World, bo: Person, incident: Incident, browser_as: Any
) -> None:
    role = Role.objects.get(key="lead")
    assign_role(incident, role, bo, by=world.gus)
    assert f"Gus Petrov hat Bo Lindqvist die Rolle {role} gegeben" in page(browser_as(bo), incident)
    assert f"Gus Petrov made Bo Lindqvist {role}" in page(browser_as(world.ada), incident)


def test_mail_is_in_the_language_of_whoever_gets_it(
    world: World, bo: Person, incident: Incident, settle: Any
) -> None:
    for each in (bo, world.dee):
        assign_role(incident, Role.objects.get(key="lead"), each, by=world.gus)
    settle()
    subjects = list(OutboxMail.objects.filter(person__in=[bo, world.dee]).values_list("subject", flat=True))
    assert any(each.startswith("Du hast die Rolle") for each in subjects)
    assert any(each.startswith("You are") for each in subjects)


def test_what_was_erased_is_said_to_be_so_in_the_language_of_whoever_reads(
    world: World, bo: Person, incident: Incident, browser_as: Any
) -> None:
    task = add_task(incident, "Call the pomegranate people", by=world.ada)
    erase_text(incident, "task", task.pk, why="A name", by=world.finn)
    assert RecordedEvent.objects.get(verb="incident.task_added").data["title"] is None
    assert "Ada Moreno hat „Gelöscht“ hinzugefügt" in page(browser_as(bo), incident)
    assert "Ada Moreno added the action “Erased”" in page(browser_as(world.gus), incident)


def test_a_role_that_was_renamed_keeps_its_instructions(
    world: World, incident: Incident, settle: Any
) -> None:
    role = Role.objects.get(key="lead")
    change_definition(role, instructions="Decide, and say so.", by=world.gus)
    assign_role(incident, role, world.dee, by=world.gus)
    change_definition(role, name="Incident captain", by=world.gus)
    settle()
    assert "Decide, and say so." in OutboxMail.objects.filter(person=world.dee).latest("pk").text
