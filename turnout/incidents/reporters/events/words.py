"""What can happen to words between people and their reporter."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, PersonId, Prose, Words, event


@event
@dataclass(frozen=True, kw_only=True)
class WordFeltWrong(Event):
    """The reporter says that something written to them felt wrong. Others than its author are told."""

    verb = "incident.word_felt_wrong"
    sentence = _("The reporter said that something written to them felt wrong")
    icon = "message-circle-warning"
    accounts = True
    aside = True  # its author reads the timeline, too

    author: PersonId | None = None  # of the word
    word: Words = ""  # which: "event 12", "message 01J…"
    note: Prose = ""


@event
@dataclass(frozen=True, kw_only=True)
class EndDoubted(Event):
    """Someone sees it differently: it may not be over, or an incident after all."""

    verb = "incident.end_doubted"
    sentence = _("{who} sees it differently")
    icon = "undo-2"
    folds = False

    note: Words = ""

    def nobody(self) -> str:
        return gettext("Someone who isn't named")
