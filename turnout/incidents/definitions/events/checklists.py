"""What can happen to what is always to be done."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Changed, Event, Id, Words, event
from turnout.incidents.definitions.events.definitions import DEFINITIONS


@event
@dataclass(frozen=True, kw_only=True)
class ChecklistChanged(Event):
    """Someone changed what is always to be done in incidents of a kind."""

    verb = "kind.checklist_changed"
    sentence = _("{who} changed the checklist for {type}")
    icon = "list-checks"
    area = DEFINITIONS

    type: Words
    title: Words = ""  # the thing to do that was added, changed, moved or removed
    item: Annotated[str, Id("checklistitem", "title")] = ""
    changes: tuple[Changed, ...] = ()
