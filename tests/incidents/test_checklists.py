"""What is always to be done, and whom a serious incident needs."""

import pytest

from turnout.core.events.models import RecordedEvent
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.definitions.actions.checklists import (
    MOST,
    add_item,
    change_item,
    remove_item,
    shift_item,
)
from turnout.incidents.definitions.actions.definitions import change_definition
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.details import change_severity, change_type
from turnout.incidents.incident.actions.lifecycle import (
    accept_incident,
    change_status,
    reopen_incident,
    resolve_incident,
)
from turnout.incidents.incident.roles import missing_roles
from turnout.incidents.models import ChecklistItem, IncidentType, Role, Severity, Status, Task
from turnout.incidents.room.actions.merging import merge_incident


@pytest.fixture
def money(world):
    kind = IncidentType.objects.get(key="finance")
    add_item(kind, "Stop the batch", by=world.gus)
    add_item(kind, "Call  the bank", role=Role.objects.get(key="lead"), by=world.gus)
    add_item(kind, "Reconcile to zero", category="learning", by=world.gus)
    return kind


def titles(incident, **which):
    return [
        each.title for each in Task.objects.filter(incident=incident, **which).order_by("created_at", "id")
    ]


def test_accepting_brings_the_checklist_in_its_order_and_only_once(world, money):
    incident = accept_incident(world.raise_incident(type=money), by=world.bo)
    assert titles(incident, kind="action") == ["Stop the batch", "Call the bank"]
    incident = resolve_incident(incident, by=world.bo)
    incident = reopen_incident(incident, by=world.bo)
    resolve_incident(incident, by=world.bo)
    assert titles(incident, kind="follow_up") == ["Reconcile to zero"]
    assert Task.objects.filter(incident=incident).count() == 3
    taken = RecordedEvent.objects.filter(subject_id=incident.pk, verb="incident.checklist_taken")
    assert [each.data["items"] for each in taken.order_by("id")] == [2, 1]


def test_nothing_is_to_be_done_while_it_waits_in_triage(world, money):
    assert titles(world.raise_incident(type=money)) == []


def test_an_item_of_a_role_is_done_by_whoever_takes_it(world, money):
    incident = accept_incident(world.raise_incident(type=money), by=world.bo)
    assign_role(incident, Role.objects.get(key="lead"), world.dee, by=world.bo)
    assert Task.objects.get(title="Call the bank").owner == world.dee
    assert Task.objects.get(title="Stop the batch").owner is None


def test_another_kind_brings_its_own(world, money):
    incident = accept_incident(world.raise_incident(), by=world.bo)
    change_type(incident, money, by=world.bo)
    assert titles(incident) == ["Stop the batch", "Call the bank"]


def test_merging_two_of_a_kind_keeps_one_list(world, money):
    one, other = (accept_incident(world.raise_incident(type=money), by=world.bo) for _each in range(2))
    merge_incident(one, other, by=world.bo)
    assert titles(other, dropped_at=None) == ["Stop the batch", "Call the bank"]
    assert titles(one, dropped_at=None) == []


def test_the_list_is_kept_short_and_in_order(world, money):
    last = ChecklistItem.objects.get(title="Call the bank")
    shift_item(last, earlier=True, by=world.gus)
    assert ChecklistItem.objects.filter(type=money)[0] == last
    change_item(last, title="Call the bank's fraud desk", by=world.gus)
    remove_item(ChecklistItem.objects.get(title="Stop the batch"), by=world.gus)
    with pytest.raises(NotPossible, match="Say what"):
        add_item(money, "  ", by=world.gus)
    for n in range(MOST - 2):
        add_item(money, f"Thing {n}", by=world.gus)
    with pytest.raises(NotPossible, match="nobody reads a longer list"):
        add_item(money, "One too many", by=world.gus)


def test_what_is_serious_and_live_needs_a_lead(world):
    incident = change_severity(world.raise_incident(), Severity.objects.get(rank=2), by=world.bo)
    assert missing_roles(incident) == []
    incident = accept_incident(incident, by=world.bo)
    assert [role.key for role in missing_roles(incident)] == ["lead"]
    assign_role(incident, Role.objects.get(key="lead"), world.bo, by=world.bo)
    del incident.holders
    assert missing_roles(incident) == []


def test_an_admin_decides_which_part_is_needed_when(world):
    change_definition(Role.objects.get(key="scribe"), needed_in=["paused"], needed_from=None, by=world.gus)
    incident = change_status(world.raise_incident(), Status.objects.get(key="paused"), by=world.bo)
    assert [role.key for role in missing_roles(incident)] == ["scribe"]
