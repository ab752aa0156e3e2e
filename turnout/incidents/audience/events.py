"""What can happen to the rules about who is told, and what they do to an incident."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turnout.core.events.areas import area
from turnout.core.events.types import Changed, Event, Id, PersonId, Words, event

RULES = area("rules", _("Notification rules"))


@event
@dataclass(frozen=True, kw_only=True)
class AudienceLetIn(Event):
    """Rules let people into a private incident when it was raised, as its reporter was shown beforehand."""

    verb = "incident.audience_let_in"
    sentence = _("People were let in automatically")
    icon = "key-round"

    people: int
    rules: tuple[Words, ...] = ()
    let_in: tuple[PersonId, ...] = ()  # who, by id: what they were told is forgotten one day, this isn't
    rule_ids: tuple[Annotated[str, Id("audiencerule", "rules")], ...] = ()

    def sentence_for(self) -> str:
        return ngettext(
            "{people} person was let in automatically",
            "{people} people were let in automatically",
            self.people,
        )


@event
@dataclass(frozen=True, kw_only=True)
class AudienceRuleCreated(Event):
    """Someone made a rule about who is told of new incidents."""

    verb = "audience_rule.created"
    sentence = _("{who} created the notification rule “{name}”")
    icon = "megaphone"
    area = RULES

    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class AudienceRuleChanged(Event):
    """Someone changed a rule about who is told of new incidents."""

    verb = "audience_rule.changed"
    sentence = _("{who} changed the notification rule “{name}”")
    icon = "megaphone"
    area = RULES

    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class AudienceRuleRemoved(Event):
    """Someone removed a rule about who is told of new incidents."""

    verb = "audience_rule.removed"
    sentence = _("{who} removed the notification rule “{name}”")
    icon = "megaphone"
    area = RULES

    name: Words
    changes: tuple[Changed, ...] = ()
