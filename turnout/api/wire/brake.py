"""The brake: how many incidents one script may change in an hour, whatever operations it uses."""

from typing import Any

from turnout.core.events.types import Event
from turnout.core.people.actions.brake import count_edit
from turnout.core.people.models import ApiKey, ApiToken
from turnout.incidents.access.events import PersonSubscribed
from turnout.incidents.incident.events import IncidentRaised
from turnout.incidents.models import Incident
from turnout.incidents.room.events import LinkAdded, TaskAdded, TimelineItemAdded, UpdatePosted

ADDS: tuple[type[Event], ...] = (
    UpdatePosted, PersonSubscribed, TaskAdded, LinkAdded, TimelineItemAdded,
)  # fmt: skip
"""What a script says of an incident without changing what was there: counted as writing, not as an edit."""


class Brake:
    """Looks at what one request records. What it raised itself is new: nothing there is changed."""

    def __init__(self, token: ApiToken | ApiKey) -> None:
        self.token = token
        self.raised: set[str] = set()

    def __call__(self, subject: Any, event: Event) -> None:
        if not isinstance(subject, Incident) or isinstance(event, ADDS):
            return
        if isinstance(event, IncidentRaised):
            self.raised.add(subject.pk)
        elif subject.pk not in self.raised:
            count_edit(self.token, subject.pk)
