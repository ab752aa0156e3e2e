"""What can happen here: each class is the whole truth about its event."""

from turnout.incidents.reporters.events.reporters import ReporterLookedUp, ReporterSteppedForward
from turnout.incidents.reporters.events.thanks import (
    PersonThanked,
    ReporterThanked,
    TeamThanked,
    ThanksHidden,
)
from turnout.incidents.reporters.events.words import EndDoubted, WordFeltWrong

__all__ = [
    "EndDoubted",
    "PersonThanked",
    "ReporterLookedUp",
    "ReporterSteppedForward",
    "ReporterThanked",
    "TeamThanked",
    "ThanksHidden",
    "WordFeltWrong",
]
