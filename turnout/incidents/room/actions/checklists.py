"""Adding the checklist of its type to an incident, and handing its items to people who take a role."""

from datetime import timedelta

from turnout.core.events.record import record
from turnout.core.events.types import PersonId
from turnout.core.lib import clock
from turnout.incidents.definitions.actions.checklists import MOST
from turnout.incidents.definitions.models import ChecklistItem, StatusCategory
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.events import ChecklistHandedOver, ChecklistTaken
from turnout.incidents.room.models import Task
from turnout.incidents.room.models.tasks import ACTION, FOLLOW_UP

STEP = timedelta(microseconds=1)  # they stay in their order
TAKEN_IN = {
    StatusCategory.LIVE: StatusCategory.LIVE,
    StatusCategory.PAUSED: StatusCategory.LIVE,
    StatusCategory.LEARNING: StatusCategory.LEARNING,
}


def take_checklist(incident: Incident) -> None:
    """Add the items that are due in its present status, once.

    A consequence rather than a reaction: the person who accepts an incident sees the list right away, and
    the lock on the incident makes sure that it is added only once. Bounded by MOST.
    incident  locked
    """
    category = TAKEN_IN.get(StatusCategory(incident.category))
    if category is None or incident.type_id is None or incident.mode == "retrospective":
        return
    items = list(ChecklistItem.objects.filter(type=incident.type_id, category=category)[:MOST])
    taken = set(Task.objects.filter(incident=incident, item__in=items).values_list("item", flat=True))
    new = [each for each in items if each.pk not in taken]
    if not new or incident.type is None:
        return
    holders = {held.role_id: held.person_id for held in incident.holders}
    Task.objects.bulk_create(
        Task(
            incident=incident,
            item=each,
            kind=FOLLOW_UP if each.is_for_after else ACTION,
            title=each.title,
            owner_id=holders.get(each.role_id) if each.role_id else None,
            created_at=clock.now() + place * STEP,
        )
        for place, each in enumerate(new)
    )
    said = ChecklistTaken(type=incident.type.name, type_id=incident.type.pk, items=len(new))
    record(incident, said, by=None)


def hand_items_over(incident: Incident, role: str, person: str) -> None:
    """Give the new role holder the items for their role that nobody has yet.

    role, person  their ids
    """
    waiting = Task.objects.outstanding().filter(incident=incident, owner__isnull=True, item__role=role)
    if count := waiting.update(owner=person):
        record(incident, ChecklistHandedOver(person=PersonId(person), items=count), by=None)
