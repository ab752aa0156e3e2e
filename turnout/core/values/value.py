"""What every type of value can do: be read at a door, written as plain data, said to people, described."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from turnout.core.values.doors import JSON, Door
from turnout.core.values.faults import INVALID, IS_REQUIRED, TOO_LONG, Fault, Faulty

Words = str | Promise
T = TypeVar("T")
Known = dict[str, set[str]]
"""By section, the keys there will be."""
Schema = dict[str, Any]


@dataclass
class Reading:
    """Where reading has got to: what is wrong so far, and what can only be judged once all is read.

    references  section, key and line of what is named and needn't be there yet
    later       asked with the keys there will be
    """

    door: Door = JSON
    at: tuple[str, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    references: list[tuple[str, str, int]] = field(default_factory=list)
    later: list[Callable[[Known], list[Fault]]] = field(default_factory=list)

    def within(self, name: str) -> "Reading":
        """Reading a part of it; faults are gathered in one place."""
        return Reading(self.door, (*self.at, name), self.faults, self.references, self.later)

    def fault(self, given: Any, code: str, message: str) -> None:
        """Note what is wrong here with `given`. `code` is for scripts, `message` for people."""
        self.faults.append(Fault(code, message, self.at, self.door.line(given)))

    def invalid(self, given: Any, message: str) -> None:
        """The same for what isn't of its type, or isn't one of what it can be."""
        self.fault(given, INVALID, message)

    def check(self) -> None:
        """Raises Faulty if anything was wrong."""
        if self.faults:
            raise Faulty(self.faults)


@dataclass(frozen=True, kw_only=True)
class Value(Generic[T]):
    """One type of value. Where nothing is given it is the `default`, unless it is `required`.

    label, help  for people: a form, a reference page, an API's description
    takes        what goes into it, in a word or two
    formerly     the name it had in older files, so that reading one can say the new name
    """

    label: Words = ""
    help: Words = ""
    required: bool = False
    default: Any = None
    formerly: str = ""
    takes: ClassVar[str] = "text"

    def read(self, given: Any, door: Door = JSON) -> T:
        """The value. Raises Faulty with everything that is wrong."""
        reading = Reading(door)
        value = self.take(given, reading)
        reading.check()
        return value

    def take(self, given: Any, reading: Reading) -> T:
        """The value as far as there is one; what is wrong is left with `reading`."""
        if reading.door.is_nothing(given):
            if self.required:
                reading.fault(given, IS_REQUIRED, _("This is required."))
            return self.start
        return self._take(given, reading)

    def _take(self, given: Any, reading: Reading) -> T:
        raise NotImplementedError

    @property
    def start(self) -> T:
        """What it is where nothing is given."""
        value: T = self.default
        return value

    def tidy(self, value: Any) -> T:
        """A value as a database has it, the way reading the same would give it."""
        tidied: T = value
        return tidied

    def write(self, value: T) -> Any:
        """Texts, numbers, lists, names with values: what reads as this value at every door."""
        return value

    def said(self, value: T) -> str:
        """On one line, for people."""
        return "" if value is None else str(value)

    def references(self, value: T) -> Iterable[tuple[str, str]]:
        """What it names elsewhere: section and key."""
        return ()

    def schema(self) -> Schema:
        """As OpenAPI 3 has it."""
        schema = self._schema()
        title, description = str(self.label), str(self.help)
        return {**schema, **({"title": title} if title else {}), **about(description)}

    def _schema(self) -> Schema:
        return {"type": "string"}


def about(description: str) -> Schema:
    """The description in a schema, if there is one."""
    return {"description": description} if description else {}


def too_many(given: Any, reading: Reading, most: int) -> None:
    """Leave with `reading` that there are more than `most`."""
    reading.fault(given, TOO_LONG, _("Keep it to %(most)s.") % {"most": most})
