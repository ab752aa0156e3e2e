"""What others need to know of the things that events happen to. A room says it once, in its `subjects.py`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

MaySee = Callable[[Collection[str], Any], set[str]]


@dataclass(frozen=True, kw_only=True)
class About:
    """How one of them may be spoken of.

    path         its page, from the root; empty where it has none
    reference    what it may be called anywhere, even where nothing else may be said
    is_open      everybody may see it
    is_discreet  its words are read on its own pages only: nothing that leaves Turnout carries them
    mark         stands on all that leaves Turnout with words of it
    """

    path: str = ""
    reference: str = ""
    is_open: bool = False
    is_discreet: bool = False
    mark: str | Promise = ""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One kind of thing. People are passed as they are; this floor knows no more of them than their id.

    model           its rows; `kind` is the model's name in small letters
    may_see         of these ids, those this person may see
    may_be_sent     of these ids, those of which something may leave Turnout for this person; unless given,
                    all they may see
    who_sees        of these people, those who may see this one; else `may_see` is asked
    about           how each of these ids may be spoken of; those that are gone are left out
    card            what messages show of the one with this id (`notify.cards`), fit to leave Turnout
    lists           topics of pages that list such things (`web.live`). With `about`, those who may not see
                    the thing aren't nudged
    after           called with the subject of each event, in its transaction
    refuse_naming   raises NotPossible where its log must not name this actor
    """

    model: type[models.Model]
    may_see: MaySee
    may_be_sent: MaySee | None = None
    who_sees: Callable[[str, Collection[Any]], set[str]] | None = None
    about: Callable[[Collection[str]], Mapping[str, About]] | None = None
    card: Callable[[str], Any] | None = None
    lists: frozenset[str] = frozenset()
    after: Callable[[Any], None] | None = None
    refuse_naming: Callable[[Any, Any], None] | None = None

    @property
    def kind(self) -> str:
        """The word that stands in the log for these: `RecordedEvent.subject_kind`."""
        return kind_of(self.model)


subjects: dict[str, Subject] = {}
"""By kind."""


def subject(model: type[models.Model], **facts: Any) -> Subject:
    """Register a kind of thing; `facts` as in Subject. Of one that isn't registered nothing is recorded."""
    made = Subject(model=model, **facts)
    if made.kind in subjects:
        raise RuntimeError(f"two kinds of subject are called {made.kind}")
    subjects[made.kind] = made
    return made


def kind_of(thing: models.Model | type[models.Model]) -> str:
    """The name of its model in small letters: incident, connection, organization …"""
    return thing._meta.model_name or ""


def subject_of(thing: models.Model) -> Subject:
    """What is known of its kind. Raises RuntimeError if nobody said it."""
    found = subjects.get(kind_of(thing))
    if found is None:
        raise RuntimeError(f"no subjects.py says who may see a {kind_of(thing)}")
    return found


def everyone(ids: Collection[str], _person: Any) -> set[str]:
    """For `may_see`: what whoever is here may know of."""
    return set(ids)


def nobody(_ids: Collection[str], _person: Any) -> set[str]:
    """For `may_see`: what is only in the log."""
    return set()


def something_new(reference: str) -> str:
    """All that may be said of something discreet outside its own pages."""
    return _("Something new in %(reference)s") % {"reference": reference}
