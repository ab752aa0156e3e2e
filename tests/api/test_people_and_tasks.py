"""People, actions and follow-ups through the API."""

import json
from datetime import date

from tests.api.script import pointers
from tests.keeping import change_label
from turnout.core.people.models import Person
from turnout.incidents.definitions.models.labels import Label
from turnout.incidents.models import Severity
from turnout.incidents.room.actions.tasks import add_task, drop_task, finish_task


def test_people_come_in_pages(world, script_of):
    script = script_of(world.eve)
    first = script.get("/v2/users", page_size=4)
    rest = script.get("/v2/users", page_size=4, after=first["pagination_meta"]["after"])
    found = {each["name"].split()[0] for each in first["users"] + rest["users"]}
    assert found == {"Ada", "Bo", "Cy", "Dee", "Eve", "Finn", "Gus"}
    assert "after" not in rest["pagination_meta"]


def test_a_person_is_found_by_address_or_id(world, script_of):
    script = script_of(world.ada)
    [gus] = script.get("/v2/users", email="GUS@example.org")["users"]
    assert (gus["role"], gus["base_role"]["slug"]) == ("administrator", "admin")
    assert script.get(f"/v2/users/{world.gus.pk}")["user"] == gus
    assert script.get("/v2/users", slack_user_id="U1")["users"] == []
    script.get("/v2/users/nobody", status=404)


def test_who_left_is_shown_only_when_asked_for(world, script_of):
    Person.objects.filter(pk=world.dee.pk).update(is_active=False)
    script = script_of(world.ada)
    assert script.get("/v2/users", email="dee@example.org")["users"] == []
    [dee] = script.get("/v2/users", email="dee@example.org", include_inactive="true")["users"]
    assert dee["is_active"] is False
    assert pointers(script.get("/v2/users", include_inactive="maybe", status=422)) == ["/include_inactive"]


def test_what_is_to_be_done_is_listed_with_who_asked_for_it(world, script_of):
    incident = world.raise_incident()
    add_task(incident, "Call the riders", by=world.ada, owner=world.bo)
    done = add_task(incident, "Restart", by=world.bo)
    finish_task(done, by=world.bo)
    add_task(incident, "Add an alert", by=world.ada, kind="follow_up", due_on=date(2030, 1, 1))
    script = script_of(world.eve)
    restart, call = script.get("/v2/actions", incident_id=incident.pk)["actions"]
    assert (restart["status"], call["status"]) == ("completed", "outstanding")
    assert (call["creator"]["user"]["name"], call["assignee"]["name"]) == ("Ada Moreno", "Bo Lindqvist")
    assert script.get(f"/v2/actions/{done.pk}")["action"] == restart
    assert [each["title"] for each in script.get("/v2/follow_ups")["follow_ups"]] == ["Add an alert"]


def test_tasks_of_a_private_incident_are_not_there_for_eve(world, script_of):
    task = add_task(world.raise_incident(private=True), "Talk to legal", by=world.ada)
    drop_task(task, by=world.ada)
    assert script_of(world.eve).get("/v2/actions")["actions"] == []
    script_of(world.eve).get(f"/v2/actions/{task.pk}", status=404)
    assert script_of(world.ada).get(f"/v2/actions/{task.pk}")["action"]["status"] == "not_doing"


def test_a_worse_severity_has_the_higher_rank(world, script_of):
    ranks = {each["name"]: each["rank"] for each in script_of(world.eve).get("/v1/severities")["severities"]}
    assert ranks["Critical"] > ranks["Minor"]
    worst = Severity.objects.get(rank=1)
    assert script_of(world.eve).get(f"/v1/severities/{worst.pk}")["severity"]["name"] == "Critical"


def test_lists_say_no_word_of_what_is_sealed_or_must_not_be_tipped_off(world, script_of):
    matter = world.raise_incident("Zebrafish", summary="Of zebrafish.", by=world.cy, private=True)
    task = add_task(matter, "Count the zebrafish", by=world.cy)
    script = script_of(world.cy)
    assert script.names() == ["Zebrafish"]
    change_label(matter, Label.SEALED, by=world.cy)
    for path in ("/v2/incidents", "/v2/actions"):
        assert "ebrafish" not in json.dumps(script.get(path))
    assert script.get(f"/v2/incidents/{matter.pk}")["incident"]["summary"] == "Of zebrafish."
    assert script.get(f"/v2/actions/{task.pk}")["action"]["description"] == "Count the zebrafish"
