"""Setting all of a task for a script at once; making one of an issue elsewhere."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from turnout.core.lib.text import for_everyone
from turnout.core.people.models import Person
from turnout.incidents.models import Incident, Task
from turnout.incidents.room.actions.issues import connect_issue
from turnout.incidents.room.actions.tasks import (
    TITLE_LENGTH,
    add_task,
    change_task,
    drop_task,
    finish_task,
    reopen_task,
)
from turnout.incidents.room.models.tasks import FOLLOW_UP


@transaction.atomic
def set_task(
    task: Task, *, title: str, description: str = "", owner: Person | None, status: str, by: Person
) -> Task:
    """What, who, and whether it is outstanding, completed or not_doing; until when stays as it is.

    Raises NotPossible. Answers the task as it is afterwards.
    """
    if (task.title, task.description, task.owner) != (title, description, owner):
        task = change_task(task, title=title, description=description, owner=owner, due_on=task.due_on, by=by)
    if status == "outstanding" or (status == "not_doing" and task.done_at):
        task = reopen_task(task, by=by)
    if status == "completed":
        return finish_task(task, by=by, why=_by_script())
    return drop_task(task, by=by, why=_by_script()) if status == "not_doing" else task


def _by_script() -> str:
    """The wire has no place for a reason. Whose follow-up it was is told all the same."""
    return for_everyone(gettext_lazy("Set by a script."))


@transaction.atomic
def add_from_issue(incident: Incident, url: str, title: str, *, system: str, by: Person) -> Task:
    """A follow-up that is an issue elsewhere already.

    system  whose issue, in the words of `shapes.issues.PROVIDER`
    title   of both; the follow-up's is cut to TITLE_LENGTH characters
    Raises NotPossible.
    """
    task = add_task(incident, title[:TITLE_LENGTH], kind=FOLLOW_UP, by=by)
    connect_issue(task, url, title, system=system, by=by)
    return task
