"""Setting all of a task for a script at once."""

from django.db import transaction

from turnout.core.people.models import Person
from turnout.incidents.models import Task
from turnout.incidents.room.actions.tasks import change_task, drop_task, finish_task, reopen_task


@transaction.atomic
def set_task(task: Task, *, title: str, owner: Person | None, status: str, by: Person) -> Task:
    """What, who, and whether it is outstanding, completed or not_doing; until when stays as it is."""
    if (task.title, task.owner) != (title, owner):
        task = change_task(task, title=title, owner=owner, due_on=task.due_on, by=by)
    if status == "outstanding" or (status == "not_doing" and task.done_at):
        task = reopen_task(task, by=by)
    if status == "completed":
        return finish_task(task, by=by)
    return drop_task(task, by=by) if status == "not_doing" else task
