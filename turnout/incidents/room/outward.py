"""What may leave Turnout of a task: made here and nowhere else, as discreet as its incident has to be."""

from dataclasses import dataclass

from turnout.incidents.incident.outward import IncidentView, outward
from turnout.incidents.room.models import Task


@dataclass(frozen=True)
class TaskView:
    """An action or a follow-up as the world outside may know it.

    Where its incident is discreet, `title` says only that there is something to do, and nobody is named.

    description  Markdown
    owner        their id; empty for nobody
    is_over      done, or not to be done any more
    """

    id: str
    incident: IncidentView
    kind: str
    title: str
    is_over: bool
    description: str = ""
    owner: str = ""


def task_outward_of(id: str) -> TaskView | None:
    """What may leave of it, in the language that is on. None where there is none."""
    task = Task.objects.filter(pk=id).select_related("incident").first()
    if task is None:
        return None
    view = outward(task.incident)
    told = {} if view.is_discreet else {"description": task.description, "owner": task.owner_id or ""}
    return TaskView(task.pk, view, task.kind, task.listed_title, not task.is_outstanding, **told)
