"""What is to be done: actions while it goes on, follow-ups after."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.actions.resending import find_duplicate
from turnout.incidents.room.events import (
    TaskAdded,
    TaskChanged,
    TaskDeleted,
    TaskDone,
    TaskDropped,
    TaskReopened,
)
from turnout.incidents.room.models import Task
from turnout.incidents.room.models.tasks import ACTION, FOLLOW_UP

TITLE_LENGTH = 300
DESCRIPTION_LENGTH = 10_000
WHY_LENGTH = 300


def _title(text: str) -> str:
    if not text.strip():
        raise NotPossible(_("Say what needs doing."))
    if len(text) > TITLE_LENGTH:
        raise NotPossible(_("Keep it to %(most)s characters.") % {"most": TITLE_LENGTH})
    return text


def _description(text: str) -> str:
    if len(text) > DESCRIPTION_LENGTH:
        raise NotPossible(_("Keep it to %(most)s characters.") % {"most": DESCRIPTION_LENGTH})
    return text


def _able_to_see(incident: Incident, owner: Person | None) -> Person | None:
    if owner is None:
        return None
    present = Incident.objects.get(pk=incident.pk)  # as it is now: the caller may have read it long ago
    if owner.pk not in present.seen_by([owner], openly=True):
        raise NotPossible(_("%(name)s can't see this incident. Let them in first.") % {"name": owner.name})
    return owner


@transaction.atomic
def add_task(
    incident: Incident,
    title: str,
    *,
    by: Person,
    kind: str = ACTION,
    owner: Person | None = None,
    due_on: date | None = None,
    description: str = "",
    token: str | None = None,
) -> Task:
    """Add something to do. Its owner is told.

    token  of one filled-in form: the same sent again returns the task it created
    """
    if kind not in (ACTION, FOLLOW_UP):
        raise ValueError(kind)
    task = Task(
        incident=incident,
        kind=kind,
        title=_title(title),
        description=_description(description),
        owner=_able_to_see(incident, owner),
        due_on=due_on,
        created_at=clock.now(),
    )
    said = task.title, task.description, owner and owner.pk, due_on
    if earlier := find_duplicate(incident, kind, token, *said, makes=task.pk, by=by):
        return Task.objects.get(pk=earlier)
    task.save(force_insert=True)
    record(
        incident,
        TaskAdded(
            task=task.pk,
            title=task.title,
            kind=kind,
            owner=owner.pk if owner else None,
            taken=owner is not None and owner.pk == by.pk,
        ),
        by=by,
    )
    return task


@transaction.atomic
def change_task(
    task: Task,
    *,
    title: str,
    owner: Person | None,
    due_on: date | None,
    description: str | None = None,
    by: Person,
) -> Task:
    """Change what, who or until when. A new owner is told.

    description  None leaves what there is
    """
    task = _locked(task)
    before = _state(task)
    new_owner = _able_to_see(task.incident, owner) if owner and owner.pk != task.owner_id else None
    task.title, task.owner, task.due_on = _title(title), owner, due_on
    if description is not None:
        task.description = _description(description)
    after = _state(task)
    if before == after:
        return task
    task.save(update_fields=["title", "owner", "due_on", "description"])
    said = {f"was_{name}": each for name, each in before.items() if each != after[name]}
    said |= {f"now_{name}": after[name] for name in before if f"was_{name}" in said}
    changed = TaskChanged(task=task.pk, title=task.title, owner=new_owner.pk if new_owner else None, **said)
    record(task.incident, changed, by=by)
    return task


def _state(task: Task) -> dict[str, Any]:
    return {
        "title": task.title,
        "owner": task.owner_id,
        "due_on": str(task.due_on or ""),
        "description": task.description,
    }


@transaction.atomic
def finish_task(task: Task, *, by: Person, why: str = "") -> Task:
    """It is done. Doing it twice changes nothing.

    why  a line of whoever finishes somebody else's follow-up; raises NotPossible without
    """
    task = _locked(task)
    if task.done_at is None:
        why = _why(task, why, by)
        task.done_at, task.dropped_at = clock.now(), None
        task.save(update_fields=["done_at", "dropped_at"])
        record(task.incident, TaskDone(**_facts(task), note=why), by=by)
    return task


@transaction.atomic
def drop_task(task: Task, *, by: Person, why: str = "") -> Task:
    """It was decided not to do it. `why` as in `finish_task`."""
    task = _locked(task)
    if task.is_outstanding:
        why = _why(task, why, by)
        task.dropped_at = clock.now()
        task.save(update_fields=["dropped_at"])
        record(task.incident, TaskDropped(**_facts(task), note=why), by=by)
    return task


def is_asked_why(task: Task, by: Person) -> bool:
    """Whether ending this takes a line: it is a follow-up of somebody else, who counted on it."""
    lead = task.incident.lead
    theirs = task.owner_id is None or task.owner_id == by.pk or (lead is not None and lead.pk == by.pk)
    return task.is_follow_up and not theirs


def _why(task: Task, why: str, by: Person) -> str:
    why = " ".join(why.split())[:WHY_LENGTH]
    if not why and is_asked_why(task, by):
        raise NotPossible(
            _("This follow-up is %(name)s's. Say in a line why it ends here; they'll be told.")
            % {"name": task.owner.name if task.owner else ""}
        )
    return why


def _facts(task: Task) -> dict[str, Any]:
    return {
        "task": task.pk,
        "title": task.title,
        "kind": task.kind,
        "owner": task.owner_id,
        "due_on": str(task.due_on or ""),
    }


@transaction.atomic
def reopen_task(task: Task, *, by: Person) -> Task:
    """It isn't done after all."""
    task = _locked(task)
    if not task.is_outstanding:
        task.done_at = task.dropped_at = None
        task.save(update_fields=["done_at", "dropped_at"])
        record(task.incident, TaskReopened(**_facts(task)), by=by)
    return task


@transaction.atomic
def delete_task(task: Task, *, by: Person) -> None:
    """It is gone, as if it had never been to be done; the timeline says it was, and its owner is told."""
    task = _locked(task)
    record(task.incident, TaskDeleted(**_facts(task), was_description=task.description), by=by)
    task.links.update(is_issue=False)  # a link stays; it isn't the issue of the incident itself
    task.delete()


def _locked(task: Task) -> Task:
    lock(task.incident)  # first, as everywhere: the event that follows takes hold of it, too
    return (
        Task.objects.select_for_update(of=("self",), no_key=True)
        .select_related("incident", "owner")
        .get(pk=task.pk)
    )
