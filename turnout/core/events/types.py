"""What an event type is: one documented class that says all there is to say about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any, ClassVar, NewType, TypeVar, get_args

from django.utils.functional import Promise

if TYPE_CHECKING:
    from turnout.core.events.models import RecordedEvent

PersonId = NewType("PersonId", str)
"""A field that names a person: stored as an id, shown as their present name."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. Verbs and fields are a public format: only ever add.

    verb      unique and stable, "noun.past_tense"
    sentence  what the timeline says; {who} is the actor, other placeholders are fields
    icon      a lucide icon
    folds     true for system facts that a timeline may fold away
    aside     true for what belongs into the log but would only clutter a timeline
    """

    verb: ClassVar[str]
    sentence: ClassVar[str | Promise]
    icon: ClassVar[str] = "circle-dot"
    folds: ClassVar[bool] = True
    aside: ClassVar[bool] = False

    def sentence_for(self) -> str:
        """Override where the wording depends on the fields."""
        return str(self.sentence)


types: dict[str, type[Event]] = {}
EventType = TypeVar("EventType", bound=type[Event])


def event(cls: EventType) -> EventType:
    """Register an event type. It must have a verb of its own, a sentence and a docstring."""
    verb = cls.verb
    if verb in types and types[verb].__qualname__ != cls.__qualname__:
        raise RuntimeError(f"two event types are called {verb}")
    if not (cls.__doc__ or "").strip() or cls.__doc__.startswith(f"{cls.__name__}("):  # type: ignore[union-attr]
        raise RuntimeError(f"{cls.__name__} doesn't say what it means")
    types[verb] = cls
    return cls


def aside_verbs() -> list[str]:
    """Verbs that timelines leave out."""
    return [verb for verb, cls in types.items() if cls.aside]


_person_fields: dict[type[Event], list[str]] = {}


def person_fields(cls: type[Event]) -> list[str]:
    if cls not in _person_fields:
        found = [
            each.name for each in fields(cls) if each.type is PersonId or PersonId in get_args(each.type)
        ]
        _person_fields[cls] = found
    return _person_fields[cls]


def people_in(events: "Iterable[RecordedEvent]") -> set[str]:
    """Ids of everyone the events name in their fields."""
    return {
        event.data[name]
        for event in events
        if event.type
        for name in person_fields(event.type)
        if event.data.get(name)
    }


def sentence_of(event: "RecordedEvent", who: str, names: Mapping[str, str], unknown: str) -> str:
    """The sentence of one recorded event, with `names` by person id."""
    content = event.event
    if content is None:
        return unknown
    values: dict[str, Any] = {field.name: getattr(content, field.name) for field in fields(content)}
    for name in person_fields(type(content)):
        values[name] = names.get(values[name], unknown)
    sentence: str = content.sentence_for()
    return sentence.format(
        **{name: values.get(name, "") if name != "who" else who for name in _used(sentence)}
    )


@lru_cache(maxsize=1024)
def _used(sentence: str) -> frozenset[str]:
    """What is filled into this sentence."""
    return frozenset(part[1] for part in Formatter().parse(sentence) if part[1])
