"""What an event type is: one documented class that says all there is to say about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnout.core.events.fields import (
    Changed,
    Holds,
    Id,
    Key,
    OneOf,
    PersonId,
    Prose,
    Sort,
    Words,
    held_by,
)
from turnout.core.events.sources import IMPORT

if TYPE_CHECKING:
    from turnout.core.events.models import RecordedEvent

__all__ = ["ANY", "Changed", "Event", "Id", "Key", "OneOf", "PersonId", "Prose", "Words", "event"]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. Verbs and fields are a public format: only ever add.

    It holds facts: ids, keys, and words as people wrote them. Never words of Turnout's own: those are said
    when it is read, in the reader's language.

    verb      unique and stable, "noun.past_tense"
    sentence  what the timeline says; {who} is the actor, other placeholders are fields
    icon      a lucide icon
    folds     true for system facts that a timeline may fold away
    accounts  true where it accounts for a use of power: never folded, and neither it nor its reason is erased
    area      the part of the organization it changed: everyone who works here reads it on “What was changed”,
              with all its fields. Empty for all else; never for what tells of something not everyone may see
    aside     true for what belongs into the log but would only clutter a timeline
    drawn_as  what draws it in a timeline: the file of this name where the page keeps its entries
    shows     the field that holds the id of what the entry shows as it is now
    compares  what it keeps of before and after (`core.events.compared`): a field `was_title` beside one
              called `now_title` is "title" here, `was` beside `now` is "", each with what people call it
    each_of   where these are lists: the field that says, in the same order, of what they are
    """

    verb: ClassVar[str]
    sentence: ClassVar[str | Promise]
    icon: ClassVar[str] = "circle-dot"
    folds: ClassVar[bool] = True
    accounts: ClassVar[bool] = False
    area: ClassVar[str] = ""
    aside: ClassVar[bool] = False
    drawn_as: ClassVar[str] = "fact"
    shows: ClassVar[str] = ""
    compares: ClassVar[Mapping[str, str | Promise]] = {}
    each_of: ClassVar[str] = ""
    holds: ClassVar[Mapping[str, Holds]] = {}  # what each field holds, by name

    def sentence_for(self) -> str:
        """Override where the wording depends on the fields. Called with the reader's language on."""
        return str(self.sentence)

    def nobody(self) -> str:
        """Who is said to have done it where that is nobody in particular, or somebody who isn't named."""
        return gettext("Turnout")


ANY = Event
"""For `reacts_to`: whatever happens."""

ERASED = _("Erased")
"""What is said where words were erased for good."""

types: dict[str, type[Event]] = {}
EventType = TypeVar("EventType", bound=type[Event])


def event(cls: EventType) -> EventType:
    """Register an event type. It must have a verb of its own, a sentence and a docstring."""
    verb = cls.verb
    if verb in types and types[verb].__qualname__ != cls.__qualname__:
        raise RuntimeError(f"two event types are called {verb}")
    if not (cls.__doc__ or "").strip() or cls.__doc__.startswith(f"{cls.__name__}("):  # type: ignore[union-attr]
        raise RuntimeError(f"{cls.__name__} doesn't say what it means")
    if cls.accounts:
        cls.folds = False
    cls.holds = held_by(cls)
    types[verb] = cls
    return cls


def aside_verbs() -> list[str]:
    """Verbs that timelines leave out."""
    return [verb for verb, cls in types.items() if cls.aside]


@cache
def model_called(name: str) -> type[Model]:
    """The model an `Id` is of. Raises ValueError unless there is just one of this name."""
    (model,) = (each for each in apps.get_models() if each._meta.model_name == name)
    return model


def people_in(events: "Iterable[RecordedEvent]") -> set[str]:
    """Ids of everyone the events name in their fields."""
    return {id for event in events for id in _people(event)}


def _people(event: "RecordedEvent") -> Iterator[str]:
    for each in event.type.holds.values() if event.type else ():
        if each.sort is Sort.PERSON and (ids := event.data.get(each.name)):
            yield from [ids] if isinstance(ids, str) else ids


def known(cls: type[Event], data: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says in the fields this version knows. Words that were erased are empty."""
    return {
        name: "" if value is None and cls.holds[name].sort is Sort.WORDS else value
        for name, value in data.items()
        if name in cls.holds
    }


def who_did(event: "RecordedEvent", names: Mapping[str, str]) -> str:
    """Who did it in the present language, with `names` by person id."""
    if event.actor_id:
        return names.get(event.actor_id, gettext("somebody"))
    if event.source == IMPORT:
        return gettext("Someone there")
    return event.doer.label or (event.event or Event()).nobody()


def sentence_of(event: "RecordedEvent", names: Mapping[str, str]) -> str:
    """The sentence of one recorded event in the present language, with `names` by person id."""
    content, unknown = event.event, gettext("somebody")
    if content is None:
        return unknown
    sentence = str(content.sentence_for())
    said: dict[str, Any] = {"who": who_did(event, names)}
    for name in _used(sentence) - {"who"}:
        each = content.holds.get(name)
        said[name] = _said(each, event.data, content, names, unknown) if each else ""
    return sentence.format(**said)


def _said(
    each: Holds, data: Mapping[str, Any], content: Event, names: Mapping[str, str], unknown: str
) -> Any:
    value = getattr(content, each.name)
    if each.sort is Sort.PERSON:
        return names.get(value, unknown)
    if each.sort is Sort.WORDS and each.name in data and data[each.name] is None:
        return ERASED
    return (each.said(value) or value) if each.said else value


@lru_cache(maxsize=1024)
def _used(sentence: str) -> frozenset[str]:
    """What is filled into this sentence."""
    return frozenset(part[1] for part in Formatter().parse(sentence) if part[1])
