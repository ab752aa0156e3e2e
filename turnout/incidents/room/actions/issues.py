"""Noting that an incident, or a task, is worked on as an issue in another tool."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.removing import remove_link
from turnout.incidents.room.models import ResourceLink, Task


@transaction.atomic
def connect_issue(
    to: Incident | Task, url: str, title: str, *, system: str, replace: bool = False, by: Person
) -> ResourceLink:
    """Note the issue that this is worked on as. It stands among the links of the incident.

    system   the tool it is in, in the API's words
    replace  take away another one that was noted; else NotPossible is raised. The same again changes nothing
    """
    task = to if isinstance(to, Task) else None
    incident = lock(task.incident if task else to)  # type: ignore[arg-type]
    present = ResourceLink.objects.present().filter(incident=incident, is_issue=True, task=task).first()
    if present and (present.url, present.system) == (url, system):
        return present
    if present and not replace:
        raise NotPossible(_("There is an issue for this already: “%(title)s”.") % {"title": present.title})
    if present:
        remove_link(present, by=by)
    return add_link(incident, url, title, system=system, issue_of=to, by=by)
