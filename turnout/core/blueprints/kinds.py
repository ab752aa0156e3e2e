"""What can be set by a blueprint. A room registers its kinds in its `blueprint`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.blueprints.fields import Field, Key, Named, Ref, Refs, Text, Words
from turnout.core.blueprints.parts import Group, Parts, tidy_fields
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission

Data = dict[str, Any]
ONLY = ""  # the key of the one item of a section that has just one


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One section of a blueprint; `title` is what a page calls it.

    fields   what an item holds, in the order it is written; present() answers all of them
    present  the items there are, by key, in their order
    add, change, remove, arrange   the room's verbs; they raise NotPossible. Without `remove` nothing is ever
             removed, without `arrange` the order of the file says nothing, without `add` there are no more
    fixed    fields that can't be changed once they are set
    is_one   the section is one item, not several by key
    grouped  from an item's data, what keeps it together with its like: the order counts within that only
    offers   from an item's data, what else can be named because of it: section and key
    last     the key of an item that new ones stand in front of
    formerly  the name of the section in older files, so that reading one can say the new name
    after    sections that have to be there before, besides those the fields refer to
    """

    section: str
    title: Words
    about: Words
    fields: dict[str, Field]
    present: Callable[[], dict[str, Data]]
    change: Callable[[str, Data, Person | None], None]
    add: Callable[[str, Data, Person | None], None] | None = None
    remove: Callable[[str, Person | None], None] | None = None
    arrange: Callable[[list[str], Person | None], None] | None = None
    grouped: Callable[[Data], Any] | None = None
    offers: Callable[[Data], Iterable[tuple[str, str]]] | None = None
    key: Text = field(default_factory=Key)
    fixed: frozenset[str] = frozenset()
    is_one: bool = False
    last: str = ""
    formerly: str = ""
    after: tuple[str, ...] = ()
    permission: Permission = Permission.SETTINGS_MANAGE

    def items(self) -> dict[str, Data]:
        """What there is, as reading its text would give it."""
        found = {key: tidy_fields(self.fields, data) for key, data in self.present().items()}
        if not self.arrange:
            return dict(sorted(found.items()))  # databases sort in ways of their own
        return {key: found[key] for key in self.together([*found], found)}

    def together(self, order: list[str], data: dict[str, Data]) -> list[str]:
        """Keys in this order, those that are alike beside each other."""
        grouped = self.grouped
        return sorted(order, key=lambda key: grouped(data[key])) if grouped else order

    def name_of(self, key: str, data: Data) -> str:
        return str(data.get("name") or key or _("the organization"))


_kinds: dict[str, Kind] = {}


def register(*given: Kind) -> None:
    for kind in given:
        if kind.section in _kinds and _kinds[kind.section].present is not kind.present:
            raise RuntimeError(f"two kinds are called {kind.section}")
        _kinds[kind.section] = kind


def kinds() -> dict[str, Kind]:
    """All kinds, each after those it refers to."""
    sorted_: dict[str, Kind] = {}

    def place(section: str, waiting: tuple[str, ...]) -> None:
        if section in sorted_ or section not in _kinds:
            return
        if section in waiting:
            raise RuntimeError(f"kinds refer to each other: {' → '.join([*waiting, section])}")
        kind = _kinds[section]
        for other in [*kind.after, *_referred(kind.fields)]:
            place(other, (*waiting, section))
        sorted_[section] = kind

    for section in _kinds:
        place(section, ())
    return sorted_


def _referred(fields: dict[str, Field]) -> list[str]:
    found: list[str] = []
    for each in fields.values():
        if isinstance(each, Ref | Refs | Named):
            found.append(each.to)
        elif isinstance(each, Parts | Group):
            found += _referred(each.fields)
        found += getattr(each, "sections", {}).values()
    return found
