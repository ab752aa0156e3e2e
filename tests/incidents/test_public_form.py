"""What events look like outside of Turnout, and of what nothing leaves it."""

import json
from typing import Any

from tests.keeping import change_label, change_marks
from tests.world import World
from turnout.core.events.models import RecordedEvent
from turnout.core.events.public import public_form
from turnout.core.people.models import Person
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.models import Incident, Severity
from turnout.incidents.raising.actions.raising import Reporting
from turnout.incidents.room.actions.talking import post_message


def sent(incident: Incident, to: Person | None = None) -> list[dict[str, Any]]:
    rows = RecordedEvent.objects.filter(subject_id=incident.pk).order_by("pk")
    return public_form(rows, to=to)


def test_an_event_says_all_of_it_with_ids_and_words(world: World) -> None:
    severity = Severity.objects.get(rank=2)
    incident = change_severity(world.raise_incident(), severity, note="It spreads", by=world.bo)
    form = sent(incident)[-1]
    assert form["verb"] == "incident.severity_changed" and form["at"].endswith("Z")
    assert form["actor"] == {"kind": "person", "id": world.bo.pk, "name": "Bo Lindqvist"}
    assert form["subject"]["reference"] == incident.reference
    assert form["subject"]["link"].endswith(f"/incidents/{incident.number}/")
    assert form["words"] == f"Bo Lindqvist set the severity to {severity}"
    assert form["fields"] == {
        "was": "", "was_id": "", "now": str(severity), "now_id": severity.pk,
        "note": "It spreads", "worse": True,
    }  # fmt: skip
    assert json.loads(json.dumps(form)) == form


def test_of_what_was_recorded_long_ago_every_field_is_there(world: World) -> None:
    incident = world.raise_incident()
    RecordedEvent.objects.filter(subject_id=incident.pk).update(data={})
    assert sent(incident)[0]["fields"]["reported_as"] == "named"


def test_where_anybody_may_be_listening_only_the_open_is_told(world: World) -> None:
    private = world.raise_incident("Quiet", private=True, by=world.cy)
    assert sent(private) == sent(private, world.dee) == []
    assert sent(private, world.cy)[0]["verb"] == "incident.raised"


def test_of_what_is_sealed_only_that_something_is_new(world: World) -> None:
    sealed = world.raise_incident("Quiet pomegranate", private=True, by=world.cy)
    change_label(sealed, "sealed", by=world.cy)
    post_message(sealed, "pomegranate", by=world.cy)
    assert sent(sealed) == sent(sealed, world.finn) == []
    assert sent(sealed, world.cy)
    for form in sent(sealed, world.cy):
        assert form["is_discreet"] and form["words"] == f"Something new in {sealed.reference}"
        assert not any(form[key] for key in ("verb", "source", "actor", "fields", "people", "mark"))


def test_nobody_is_tipped_off(world: World) -> None:
    incident = world.raise_incident("Quiet", private=True, by=world.cy)
    change_marks(incident, privileged=True, no_tipping_off=True, by=world.cy)
    assert sent(incident) == []
    assert all(form["is_discreet"] and not form["verb"] for form in sent(incident, world.cy))


def test_what_is_privileged_says_so(world: World) -> None:
    incident = world.raise_incident("Quiet", private=True, by=world.cy)
    change_marks(incident, privileged=True, no_tipping_off=False, by=world.cy)
    assert sent(incident, world.cy)[0]["mark"].startswith("Privileged")


def test_whoever_reported_without_a_name_is_named_nowhere(world: World) -> None:
    incident = world.raise_incident(
        "Something I saw", private=True, by=world.dee, reporting=Reporting(reported_as="confidential")
    )
    post_message(incident, "More of it", by=world.dee)
    grant_access(incident, world.bo, by=world.finn)
    forms = sent(incident, world.bo)
    assert [form["words"] for form in forms if "part" in form["fields"]] == ["The reporter said something"]
    assert world.dee.pk not in json.dumps(forms) and "Dee" not in json.dumps(forms)
    assert sent(incident, world.dee) == []  # that it is sent to her would show who it was
