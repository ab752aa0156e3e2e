"""Thank-yous. They are said and heard; nobody's are ever counted."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Key, PersonId, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class PersonThanked(Event):
    """Someone thanked somebody for their part in this."""

    verb = "incident.person_thanked"
    sentence = _("{who} thanked {person}")
    icon = "heart"
    folds = False

    person: PersonId
    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class ReporterThanked(Event):
    """Someone thanked whoever reported this."""

    verb = "incident.reporter_thanked"
    sentence = _("{who} thanked whoever reported this")
    icon = "heart"
    folds = False

    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class TeamThanked(Event):
    """Someone thanked a team for its part in this."""

    verb = "incident.team_thanked"
    sentence = _("{who} thanked {name}")
    icon = "heart"
    folds = False

    team: Annotated[str, Id("team", "name")]
    name: Words
    note: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class ThanksHidden(Event):
    """Whoever was thanked didn't want these thanks to be seen: no timeline shows them any more."""

    verb = "incident.thanks_hidden"
    sentence = _("{who} hid thanks that were for them")
    icon = "heart-off"
    aside = True

    entry: Annotated[int, Id("recordedevent")]
    part: Key = ""  # from_reporter: by an unnamed reporter
