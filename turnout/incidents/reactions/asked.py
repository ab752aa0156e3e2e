"""Who is told that somebody counts on them: a role, a task, a name in a message."""

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.people.models import Person
from turnout.incidents.access.events import RoleAssigned
from turnout.incidents.audience import notices
from turnout.incidents.definitions.models import Role
from turnout.incidents.room.events import (
    MessageEdited,
    MessagePosted,
    TaskAdded,
    TaskChanged,
)
from turnout.incidents.room.models import Message, Task
from turnout.incidents.telling import incident_of, tell_about, who_acted


@reacts_to(RoleAssigned)
def tell_new_holder(event: RecordedEvent) -> None:
    """Tell somebody that they hold a role now, and what it asks of them. Only they read the instructions."""
    incident = incident_of(event)
    person = Person.objects.filter(pk=event.event.person).first()
    if incident is None or person is None:
        return
    said = event.event
    called = {"pk": said.role_id} if said.role_id else {"name": said.role}  # as it was recorded at first
    role = Role.objects.filter(**called).first()
    tell_about(
        [person],
        notices.ROLE,
        event,
        incident,
        lambda: (
            _("You are %(role)s: %(name)s")
            % {"role": role.name if role else said.role, "name": incident.name}
        ),
        role.instructions if role else "",
    )


@reacts_to(MessagePosted, MessageEdited, when=lambda _row, event: bool(event.mentioned))
def tell_mentioned(event: RecordedEvent) -> None:
    """Tell those whose name a message calls."""
    incident = incident_of(event)
    message = Message.objects.filter(pk=event.event.message, removed_at__isnull=True).first()
    if incident is None or message is None:
        return
    tell_about(
        Person.objects.active().filter(pk__in=event.event.mentioned),
        notices.MENTION,
        event,
        incident,
        lambda: _("%(who)s mentioned you: %(name)s") % {"who": who_acted(event), "name": incident.name},
        message.body,
    )


@reacts_to(TaskAdded, TaskChanged, when=lambda _row, event: event.owner is not None)
def tell_task_owner(event: RecordedEvent) -> None:
    """Tell somebody what they were asked to do."""
    incident = incident_of(event)
    task = Task.objects.filter(pk=event.event.task).first()
    if incident is None or task is None:
        return
    tell_about(
        Person.objects.filter(pk=event.event.owner),
        notices.TASK,
        event,
        incident,
        lambda: _("%(who)s asks you: %(title)s") % {"who": who_acted(event), "title": task.title},
        incident.name,
    )
