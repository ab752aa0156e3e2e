"""What conditions may ask about: references, each with a name, a type and a way to read it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Words = str | Promise

CHOICE, RANKED, SEVERAL, TEXT, NUMBER, FLAG = "choice", "ranked", "several", "text", "number", "flag"
DAY, PRESENCE = "day", "presence"


@dataclass(frozen=True)
class Option:
    """A value of a choice: as it is kept, and as it is said."""

    value: str
    label: Words


def no_options() -> Iterable[Option]:
    return ()


@dataclass(frozen=True)
class Reference:
    """Something about a subject that can be asked for.

    kind     choice: one of its options, or none. ranked: the same, the worst first. several: any number
             of them. text, number, flag, day: a str, a number, a bool, a date. presence: anything, of
             which is asked only whether it is there
    read     the value for a subject; None where there is none. A choice answers the option's value
    options  those there are now
    formerly  the name it had in older files, so that reading one can say the new name
    """

    name: str
    label: Words
    kind: str
    read: Callable[[Any], Any]
    options: Callable[[], Iterable[Option]] = no_options
    formerly: str = ""


def no_more() -> Mapping[str, Reference]:
    return {}


class Scope:
    """The references of one sort of subject, by name.

    more  those an organization added, by name: asked for at each look, so they are kept in memory
    """

    def __init__(self, *references: Reference, more: Callable[[], Mapping[str, Reference]] = no_more) -> None:
        self._fixed = {each.name: each for each in references}
        self._more = more
        if len(self._fixed) != len(references):
            raise ValueError("two references of a scope have the same name")

    @property
    def references(self) -> dict[str, Reference]:
        return {**self._fixed, **self._more()}

    def get(self, name: str) -> Reference | None:
        return self._fixed.get(name) or self._more().get(name)
