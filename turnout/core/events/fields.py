"""What a field of an event holds, said by its type: a person, the id of a row, words, a key, a plain fact."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, NewType, TypedDict, Union, get_args, get_origin

from django.utils.functional import Promise

Said = Callable[[str], str | Promise | None]

PersonId = NewType("PersonId", str)
"""A field that names a person: stored as an id, shown as their present name."""


@dataclass(frozen=True)
class Id:
    """The id of a row that can be renamed or removed. Empty in what was recorded before the field was added.

    of     the name of its model in small letters, as `subject_kind` has it
    words  the field beside it that says how it was called then
    """

    of: str
    words: str = ""


@dataclass(frozen=True)
class Written:
    """What people wrote or called something, as it was then; null once it was erased for good.

    stays  it is read on Turnout's own pages only, and in nothing that leaves
    """

    stays: bool = False


@dataclass(frozen=True, eq=False)
class OneOf:
    """A word of Turnout's own that is never translated.

    said  what sentences say for it, in their reader's language; None for what isn't known
    """

    said: Said | None = None


Words = Annotated[str, Written()]
Prose = Annotated[str, Written(stays=True)]
"""A whole text, of whatever length: what something said before, and since."""
Key = Annotated[str, OneOf()]


class Changed(TypedDict):
    """One field that is something else now, or was new or removed; made by `core.events.changes`.

    field     as the room calls it, which is how its verbs take it
    was, now  plain values: texts, numbers, lists; of a row its id and name. Null: there was nothing
    """

    field: str
    was: Any
    now: Any


class Sort(StrEnum):
    """What kind of thing a field holds, as the reference names it."""

    PERSON = "person"
    ID = "id"
    WORDS = "words"
    KEY = "key"
    NUMBER = "number"
    YES_OR_NO = "yes or no"
    CHANGE = "change"


@dataclass(frozen=True, eq=False)
class Holds:
    """One field of an event type.

    many         a list of them
    is_optional  null is an answer, too
    of, words    as in `Id`
    said         as in `OneOf`
    stays        as in `Written`
    """

    name: str
    sort: Sort
    many: bool = False
    is_optional: bool = False
    is_always_given: bool = True
    default: Any = None
    of: str = ""
    words: str = ""
    said: Said | None = None
    stays: bool = False


def held_by(cls: type) -> Mapping[str, Holds]:
    """What each field of this event type holds, by name. Raises TypeError for one whose type doesn't say."""
    return {each.name: _holds(cls, each) for each in fields(cls)}


PLAIN: Mapping[Any, Sort] = {
    PersonId: Sort.PERSON,
    int: Sort.NUMBER,
    bool: Sort.YES_OR_NO,
    Changed: Sort.CHANGE,
}


def _holds(cls: type, each: Any) -> Holds:
    kind, is_optional, many = each.type, False, False
    if get_origin(kind) in (Union, UnionType):
        kind, is_optional = next(part for part in get_args(kind) if part is not NoneType), True
    if get_origin(kind) in (tuple, list):
        kind, many = get_args(kind)[0], True
    mark = next(iter(getattr(kind, "__metadata__", ())), None)
    given = each.default is MISSING and each.default_factory is MISSING
    default = None if each.default is MISSING else each.default
    facts: dict[str, Any] = {
        "many": many,
        "is_optional": is_optional,
        "is_always_given": given,
        "default": default,
    }
    match mark:
        case Id():
            return Holds(each.name, Sort.ID, of=mark.of, words=mark.words, **facts)
        case Written():
            return Holds(each.name, Sort.WORDS, stays=mark.stays, **facts)
        case OneOf():
            return Holds(each.name, Sort.KEY, said=mark.said, **facts)
    if kind not in PLAIN:
        raise TypeError(f"{cls.__name__}.{each.name}: is it Words, a Key, an Id, a PersonId, a fact?")
    return Holds(each.name, PLAIN[kind], **facts)
