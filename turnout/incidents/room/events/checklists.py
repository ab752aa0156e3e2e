"""That a checklist came into an incident."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turnout.core.events.types import Event, Id, PersonId, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class ChecklistTaken(Event):
    """The checklist of its kind came into the incident, as actions or follow-ups. It comes only once."""

    verb = "incident.checklist_taken"
    sentence = _("Actions were added from the checklist for {type}")
    icon = "list-checks"

    type: Words
    items: int
    type_id: Annotated[str, Id("incidenttype", "type")] = ""

    def sentence_for(self) -> str:
        return ngettext(
            "{items} action was added from the checklist for {type}",
            "{items} actions were added from the checklist for {type}",
            self.items,
        )


@event
@dataclass(frozen=True, kw_only=True)
class ChecklistHandedOver(Event):
    """Things to do from the checklist that waited for a role went to whoever took it."""

    verb = "incident.checklist_handed_over"
    sentence = _("Things to do from the checklist are {person}'s now")
    icon = "list-checks"

    person: PersonId
    items: int

    def sentence_for(self) -> str:
        return ngettext(
            "{items} thing to do from the checklist is {person}'s now",
            "{items} things to do from the checklist are {person}'s now",
            self.items,
        )
