"""Who took a role, and who no longer has one."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, PersonId, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class RoleAssigned(Event):
    """Someone took a role, or was given it; `was` held it before."""

    verb = "incident.role_assigned"
    sentence = _("{who} made {person} {role}")
    icon = "user-check"
    accounts = True

    role: Words
    role_id: Annotated[str, Id("role", "role")] = ""
    person: PersonId
    was: PersonId | None = None
    tasks: int = 0  # no longer written: see ChecklistHandedOver
    taken: bool = False

    def sentence_for(self) -> str:
        if self.taken:
            return gettext("{who} took the role of {role}")
        if self.was:
            return gettext("{who} handed {role} over to {person}")
        return str(self.sentence)


@event
@dataclass(frozen=True, kw_only=True)
class RoleEnded(Event):
    """Someone stopped holding a role, and nobody holds it now."""

    verb = "incident.role_ended"
    sentence = _("{who} ended {person}'s role: {role}")
    icon = "user-minus"
    accounts = True

    role: Words
    person: PersonId
    role_id: Annotated[str, Id("role", "role")] = ""
