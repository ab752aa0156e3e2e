"""What conditions may ask about: references, each with a name, a type and a way to read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Words = str | Promise

CHOICE, RANKED, SEVERAL, TEXT, NUMBER, FLAG = "choice", "ranked", "several", "text", "number", "flag"


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
             of them. text, number, flag: a str, an int or float, a bool
    read     the value for a subject; None where there is none. A choice answers the option's value
    options  those there are now
    """

    name: str
    label: Words
    kind: str
    read: Callable[[Any], Any]
    options: Callable[[], Iterable[Option]] = no_options


class Scope:
    """The references of one sort of subject, by name."""

    def __init__(self, *references: Reference) -> None:
        self.references = {each.name: each for each in references}
        if len(self.references) != len(references):
            raise ValueError("two references of a scope have the same name")

    def get(self, name: str) -> Reference | None:
        return self.references.get(name)
