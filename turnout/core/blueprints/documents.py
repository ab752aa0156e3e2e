"""Files as what they ask for: items by section, with all that is wrong in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.blueprints.problems import Problem
from turnout.core.blueprints.reading import Mapping, Node, Scalar, Unreadable, read_tree
from turnout.core.blueprints.settings import ONLY, Setting, settings
from turnout.core.blueprints.written import WRITTEN
from turnout.core.values import Fault, Known, Parts, Reading, Text, take_parts, unknown

FORMAT = "1"
MOST_ITEMS = 500  # of one section
ABOUT: Parts = {
    "name": Text(most=100, required=True),
    "about": Text(most=300),
    "icon": Text(most=60),
    "looks_first": Text(most=200),
}
"""What a pack says about itself, under “pack”."""


@dataclass(frozen=True)
class Item:
    """One thing as a file asks for it."""

    key: str
    data: dict[str, Any]
    file: str
    line: int
    lines: dict[str, int] = field(default_factory=dict, compare=False)  # of its fields
    references: tuple[tuple[str, str, int], ...] = ()  # section, key, line
    later: tuple[Callable[[Known], list[Fault]], ...] = ()


@dataclass
class Blueprint:
    """What one or more files ask for together."""

    name: str = ""
    about: dict[str, str] = field(default_factory=dict)
    items: dict[str, dict[str, Item]] = field(default_factory=dict)  # by section, then by key
    problems: list[Problem] = field(default_factory=list)
    texts: tuple[str, ...] = ()


def read_blueprint(files: Iterable[tuple[str, str]]) -> Blueprint:
    """From names and texts. It never fails: what is wrong is in `problems`."""
    files = [(name, text.replace("\r\n", "\n")) for name, text in files]  # browsers send their own
    blueprint = Blueprint(name=", ".join(name for name, _text in files), texts=tuple(t for _n, t in files))
    for name, text in files:
        file = _File(name, blueprint)
        try:
            file.read(read_tree(text))
        except Unreadable as error:
            file.wrong(error.line, error.reason)
    return blueprint


@dataclass
class _File:
    """One text on its way into a blueprint."""

    name: str
    blueprint: Blueprint

    def wrong(self, line: int, reason: str) -> None:
        self.blueprint.problems.append(Problem(self.name, line, reason))

    def read(self, root: Node | None) -> None:
        if root is None or (isinstance(root, Scalar) and root.is_nothing):
            return
        if not isinstance(root, Mapping):
            self.wrong(
                root.line, _("A blueprint starts with the names of its sections, for example “roles:”.")
            )
            return
        known = settings()
        for key, node in root.pairs:
            if key.text == "turnout":
                if not isinstance(node, Scalar) or node.text != FORMAT:
                    self.wrong(node.line, _("This version of Turnout reads blueprint format 1."))
            elif key.text == "pack":
                self.blueprint.about = self._parts(ABOUT, node, Reading(WRITTEN))[0]
            elif key.text in known:
                self._section(known[key.text], node)
            else:
                renamed = {each.formerly: section for section, each in known.items() if each.formerly}
                self.wrong(key.line, unknown(key.text, [*known, "turnout", "pack"], renamed))

    def _section(self, setting: Setting, node: Node) -> None:
        if setting.is_one:
            self.blueprint.items.setdefault(setting.section, {})
            self._keep(setting, Scalar(node.line, ONLY), node)
            return
        if isinstance(node, Scalar) and node.is_nothing:
            node = Mapping(node.line, ())
        if not isinstance(node, Mapping):
            self.wrong(node.line, _("Write keys here, each with its contents under it."))
            return
        if len(node.pairs) > MOST_ITEMS:
            self.wrong(node.line, _("Keep it to %(most)s.") % {"most": MOST_ITEMS})
            return
        self.blueprint.items.setdefault(setting.section, {})
        for key, value in node.pairs:
            self._keep(setting, key, value)

    def _keep(self, setting: Setting, key: Scalar, node: Node) -> None:
        reading = Reading(WRITTEN)
        name = ONLY if setting.is_one else setting.key.take(key, reading)
        data, lines = self._parts(setting.fields, node, reading)
        item = Item(name, data, self.name, key.line, lines, tuple(reading.references), tuple(reading.later))
        items = self.blueprint.items[setting.section]
        before = items.setdefault(name, item)
        if before is not item and (before.data != data or before.file == item.file):
            message = _("“%(name)s” is also in %(file)s, line %(line)s, with different contents.")
            self.wrong(key.line, message % {"name": name, "file": before.file, "line": before.line})

    def _parts(self, parts: Parts, node: Node, reading: Reading) -> tuple[dict[str, Any], dict[str, int]]:
        taken = take_parts(parts, node, reading)
        for each in reading.faults:
            self.wrong(each.line, each.message)
        return taken
