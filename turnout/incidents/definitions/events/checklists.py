"""What can happen to what is always to be done."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, event


@event
@dataclass(frozen=True, kw_only=True)
class ChecklistChanged(Event):
    """Someone changed what is always to be done in incidents of a kind."""

    verb = "kind.checklist_changed"
    sentence = _("{who} changed the checklist for {type}")
    icon = "list-checks"

    type: str
    title: str = ""  # the thing to do that was added, changed, moved or removed
