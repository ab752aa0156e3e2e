"""What leaves Turnout of an incident."""

from typing import Any

import pytest

from tests.keeping import change_label
from tests.world import World
from turnout.core.notify.actions.tell import tell
from turnout.core.notify.cards import card_of
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.outward import outward, outward_of
from turnout.incidents.models import Incident, Severity
from turnout.incidents.room.actions.tasks import add_task
from turnout.incidents.room.outward import task_outward_of
from turnout.integrations.email.models import OutboxMail


@pytest.fixture
def incident(world: World) -> Incident:
    made = world.raise_incident("The freezer is warm", summary="Since Monday")
    return change_severity(made, Severity.objects.get(rank=2), by=world.bo)


def test_a_view_says_what_may_be_known_and_where_to_read_on(incident: Incident) -> None:
    view = outward(incident)
    assert (view.reference, view.name, view.summary) == (
        incident.reference,
        "The freezer is warm",
        "Since Monday",
    )
    assert view.url.endswith(f"/incidents/{incident.number}/")
    assert view.severity and view.severity.id == incident.severity_id and view.facts[0] == view.severity.words


def test_of_what_is_discreet_no_word_leaves(world: World, incident: Incident) -> None:
    sealed = change_label(incident, "sealed", by=world.bo)
    view = outward(Incident.objects.get(pk=sealed.pk))
    assert view.is_discreet and (view.name, view.summary, view.facts) == ("", "", ())
    assert not {"freezer", "Monday"} & set(repr(view).split())


def test_a_task_is_as_discreet_as_its_incident(world: World, incident: Incident) -> None:
    task = add_task(incident, "Call the fitter", owner=world.bo, by=world.bo, kind="follow_up")
    view = task_outward_of(task.pk)
    assert view and (view.title, view.owner, view.is_over) == ("Call the fitter", world.bo.pk, False)
    assert view.incident == outward_of(incident.pk)
    change_label(incident, "sealed", by=world.bo)
    sealed = task_outward_of(task.pk)
    assert sealed and sealed.owner == "" and "fitter" not in repr(sealed)


def test_mail_says_how_it_stands_at_a_glance(world: World, incident: Incident, settle: Any) -> None:
    settle()
    OutboxMail.objects.all().delete()
    tell([world.cy], "incident.mention", about=None, subject=incident, title="Look", path="/incidents/1/")
    settle()
    card = card_of("incident", incident.pk)
    assert card and " · ".join((card.reference, *card.facts)) in OutboxMail.objects.get().text
