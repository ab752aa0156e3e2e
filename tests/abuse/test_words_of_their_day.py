"""Renaming a severity doesn't rewrite what happened: history keeps the words of its day."""

import pytest

from turnout.core.blueprints.actions import apply_blueprint
from turnout.core.blueprints.documents import read_blueprint
from turnout.core.events.models import RecordedEvent
from turnout.core.events.types import sentence_of
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.lifecycle import accept_incident
from turnout.incidents.models import Severity
from turnout.incidents.room.actions.talking import post_update

pytestmark = pytest.mark.once


def test_a_critical_one_stays_critical_in_its_timeline_whatever_that_is_called_later(world, browser_as):
    worst = Severity.objects.get(rank=1)
    incident = accept_incident(world.raise_incident(), by=world.bo)
    change_severity(incident, worst, by=world.bo)
    post_update(incident, "We are on it.", by=world.bo, severity=worst)
    renamed = "severities: {1: {name: Cosmetic, meaning: Nothing to see here}}"
    apply_blueprint(read_blueprint([("mine.yaml", renamed)]), by=world.gus)
    page = browser_as(world.ada).get(f"/incidents/{incident.number}/").content.decode()
    timeline = page[page.index("is-update") :]
    changed = RecordedEvent.objects.get(subject_id=incident.pk, verb="incident.severity_changed")
    assert sentence_of(changed, {}).endswith("Critical")
    assert "Critical" in timeline[: timeline.index("</li>")]
