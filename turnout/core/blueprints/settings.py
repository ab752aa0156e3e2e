"""What an organization can set. A room registers its settings in its `blueprint`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.core.values import (
    ChoiceOrRef,
    Group,
    Key,
    Many,
    Option,
    Parts,
    Ref,
    Refs,
    Schema,
    Text,
    Words,
    can_be_named,
    schema_of,
    tidy_parts,
)

Data = dict[str, Any]
MOST = 500  # items of one setting that are shown; verbs stop at fewer
ONLY = ""  # the key of the one item of a section that has just one


@dataclass(frozen=True, kw_only=True)
class Page:
    """How the settings pages show a setting: its line in their index, its list and its form.

    path      what the address of its list ends in; its items are beneath it
    icon, summary  of its line in the index; `intro` stands above the list
    new       words of the button for one more; empty: there can't be one
    form      the fields its form asks, in this order; empty: all of them
    listed_at the path of the list it is shown in, if that isn't its own
    first     what the form of a new one begins with, where it isn't the default
    """

    path: str
    icon: str = ""
    summary: Words = ""
    intro: Words = ""
    new: Words = ""
    form: tuple[str, ...] = ()
    listed_at: str = ""
    first: Data = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One thing an organization can set: a section of a blueprint, pages, what others can name.

    `title` is what all of these call it.

    fields   what an item holds, in the order it is written; present() answers all of them
    present  the items there are, by key, in their order
    add, change, remove, arrange   the room's verbs; they raise NotPossible. Without `remove` nothing is ever
             removed, without `arrange` the order of the file says nothing, without `add` there are no more.
             `add` makes a key where it is given none; `change` sets the fields it is given
    model    the table whose rows the items are; `key_of` answers a row's key
    needed   the key of the item that everything relies on
    page     how the settings pages show it
    fixed    fields that can't be changed once they are set
    is_one   the section is one item, not several by key
    grouped  from an item's data, what keeps it together with its like: the order counts within that only
    offers   from an item's data, what else can be named because of it: section and key
    last     the key of an item that new ones stand in front of
    formerly  the name of the section in older files, so that reading one can say the new name
    after    sections that have to be there before, besides those the fields refer to
    apart    what an item holds that stands in no file: only its page sets it; `present_apart` answers it by
             key, `change` and `add` take it with the rest
    """

    section: str
    title: Words
    about: Words
    fields: Parts
    present: Callable[[], dict[str, Data]]
    change: Callable[[str, Data, Person | None], None]
    add: Callable[[str, Data, Person | None], None] | None = None
    remove: Callable[[str, Person | None], None] | None = None
    arrange: Callable[[list[str], Person | None], None] | None = None
    grouped: Callable[[Data], Any] | None = None
    offers: Callable[[Data], Iterable[tuple[str, str]]] | None = None
    model: type[models.Model] | None = None
    key_of: Callable[[Any], str] = lambda row: str(row.key)
    options: Callable[[], Iterable[Option]] | None = None
    needed: str = ""
    page: Page | None = None
    key: Text = field(default_factory=Key)
    fixed: frozenset[str] = frozenset()
    is_one: bool = False
    last: str = ""
    formerly: str = ""
    after: tuple[str, ...] = ()
    permission: Permission = Permission.SETTINGS_MANAGE
    apart: Parts = field(default_factory=dict)
    present_apart: Callable[[], dict[str, Data]] = dict

    @property
    def all_fields(self) -> Parts:
        """Those of files, and those that are set on pages only."""
        return {**self.fields, **self.apart}

    def everything(self) -> dict[str, Data]:
        """What there is, with what stands in no file."""
        apart = self.present_apart()
        return {
            key: {**data, **tidy_parts(self.apart, apart.get(key, {}))} for key, data in self.items().items()
        }

    def items(self) -> dict[str, Data]:
        """What there is, as reading its text would give it."""
        found = {key: tidy_parts(self.fields, data) for key, data in self.present().items()}
        if not self.arrange:
            return dict(sorted(found.items()))  # databases sort in ways of their own
        return {key: found[key] for key in self.together([*found], found)}

    def rows(self) -> "models.QuerySet[Any]":
        """The rows of its items, in their order."""
        assert self.model is not None
        return self.model._default_manager.all()[:MOST]

    def named(self) -> Iterable[Option]:
        """Its items as others name them: by key, with their words and the id scripts have."""
        if self.options is not None:
            return self.options()
        if self.model is None:
            return [Option(key, self.name_of(key, data)) for key, data in self.present().items()]
        return [Option(self.key_of(row), str(row), id=str(row.pk)) for row in self.rows()]

    def schema(self) -> Schema:
        """Of one item, as OpenAPI 3 has it."""
        return schema_of(self.fields)

    def together(self, order: list[str], data: dict[str, Data]) -> list[str]:
        """Keys in this order, those that are alike beside each other."""
        grouped = self.grouped
        return sorted(order, key=lambda key: grouped(data[key])) if grouped else order

    def name_of(self, key: str, data: Data) -> str:
        return str(data.get("name") or key or _("the organization"))


_settings: dict[str, Setting] = {}


def register(*given: Setting) -> None:
    for each in given:
        if each.section in _settings and _settings[each.section].present is not each.present:
            raise RuntimeError(f"two settings are called {each.section}")
        _settings[each.section] = each
        can_be_named(each.section, each.named)


def settings() -> dict[str, Setting]:
    """All settings by section, each after those it refers to."""
    sorted_: dict[str, Setting] = {}

    def place(section: str, waiting: tuple[str, ...]) -> None:
        if section in sorted_ or section not in _settings:
            return
        if section in waiting:
            raise RuntimeError(f"settings refer to each other: {' → '.join([*waiting, section])}")
        setting = _settings[section]
        for other in [*setting.after, *_referred(setting.fields)]:
            place(other, (*waiting, section))
        sorted_[section] = setting

    for section in _settings:
        place(section, ())
    return sorted_


def _referred(fields: Parts) -> list[str]:
    found: list[str] = []
    for each in fields.values():
        each = each.of if isinstance(each, Many) else each
        if isinstance(each, Ref | Refs | ChoiceOrRef):
            found.append(each.to)
        elif isinstance(each, Group):
            found += _referred(each.parts)
        found += getattr(each, "sections", {}).values()
    return found
