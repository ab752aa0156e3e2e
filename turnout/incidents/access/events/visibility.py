"""How far an incident may be seen, and who is kept out of it."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Key, PersonId, Words, event


@dataclass(frozen=True, kw_only=True)
class _TookTwo(Event):
    """What one person proposed and another agreed to; `second` is empty where an hour passed instead."""

    second: PersonId | None = None
    note: Words = ""

    def said(self) -> str:
        """The sentence as if one person had done it."""
        return str(self.sentence)

    def sentence_for(self) -> str:
        return self.said().replace("{who}", gettext("{who} and {second}")) if self.second else self.said()


@event
@dataclass(frozen=True, kw_only=True)
class ConfidentialityChanged(_TookTwo):
    """Who can see the incident changed: it has another label now (open, team, restricted, sealed)."""

    verb = "incident.confidentiality_changed"
    sentence = _("{who} opened this to everyone")
    icon = "lock"
    accounts = True

    now: Key
    let_in: int = 0
    was: Key = ""

    def said(self) -> str:
        if self.now == "team":
            return str(_("{who} made this visible to teams that are let in"))
        if self.now == "sealed":
            return str(_("{who} sealed this: only those named in it see it"))
        if self.now != "restricted":
            return str(self.sentence)
        if not self.let_in:
            return str(_("{who} made this visible only to those let in"))
        return ngettext(
            "{who} made this private: {let_in} person was let in",
            "{who} made this private: {let_in} people were let in",
            self.let_in,
        )


@event
@dataclass(frozen=True, kw_only=True)
class MarksChanged(_TookTwo):
    """The incident was marked as privileged, or as one nobody must be tipped off about; or no longer is."""

    verb = "incident.marks_changed"
    sentence = _("{who} changed how carefully this is handled")
    icon = "stamp"
    accounts = True

    is_privileged: bool
    no_tipping_off: bool

    def said(self) -> str:
        marks = [
            str(words)
            for marked, words in (
                (self.is_privileged, _("privileged")),
                (self.no_tipping_off, _("no tipping-off")),
            )
            if marked
        ]
        if not marks:
            return str(_("{who} took the special marks off"))
        return str(_("{who} marked this: %(marks)s")) % {"marks": ", ".join(marks)}


@event
@dataclass(frozen=True, kw_only=True)
class TeamLetIn(Event):
    """A team was let into an incident that isn't open: whoever is in it, now or later, sees it."""

    verb = "incident.team_let_in"
    sentence = _("{who} let the team {team} in")
    icon = "key-round"
    accounts = True

    team: Words
    team_id: Annotated[str, Id("team", "team")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class TeamAccessRevoked(Event):
    """A team may no longer see the incident."""

    verb = "incident.team_access_revoked"
    sentence = _("{who} took the access of the team {team} away")
    icon = "key-round"
    accounts = True

    team: Words
    team_id: Annotated[str, Id("team", "team")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class PersonExcluded(_TookTwo):
    """Someone is kept out for a conflict of interest, whatever else would let them in. They aren't told."""

    verb = "incident.person_excluded"
    sentence = _("{who} kept {person} out: a conflict of interest")
    icon = "user-round-x"
    accounts = True

    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class TeamExcluded(_TookTwo):
    """A team is kept out for a conflict of interest, whatever else would let its members in."""

    verb = "incident.team_excluded"
    sentence = _("{who} kept the team {team} out: a conflict of interest")
    icon = "user-round-x"
    accounts = True

    team: Words
    team_id: Annotated[str, Id("team", "team")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class KeptOutTeamJoined(Event):
    """Someone who has a part in it joined a team that is kept out of it. They stay in."""

    verb = "incident.kept_out_team_joined"
    sentence = _("{who} added {person} to {team}, which is kept out of this. {person} stays in")
    icon = "user-round-check"
    accounts = True

    person: PersonId
    team: Words
    team_id: Annotated[str, Id("team", "team")] = ""


@event
@dataclass(frozen=True, kw_only=True)
class ExclusionLifted(_TookTwo):
    """Somebody, or a team, is no longer kept out. That alone lets nobody in."""

    verb = "incident.exclusion_lifted"
    sentence = _("{who} stopped keeping {person} out")
    icon = "user-round-check"
    accounts = True

    person: PersonId | None = None
    team: Words = ""
    team_id: Annotated[str, Id("team", "team")] = ""

    def said(self) -> str:
        return str(_("{who} stopped keeping the team {team} out")) if self.team else str(self.sentence)
