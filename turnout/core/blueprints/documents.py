"""Files as what they ask for: items by kind, with all that is wrong in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.blueprints.fields import Field, Known, Reader, Text
from turnout.core.blueprints.kinds import ONLY, Kind, kinds
from turnout.core.blueprints.parts import read_fields
from turnout.core.blueprints.problems import Problem, unknown
from turnout.core.blueprints.reading import Mapping, Node, Scalar, Unreadable, read_tree

FORMAT = "1"
MOST_ITEMS = 500  # of one section
ABOUT: dict[str, Field] = {
    "name": Text(most=100, required=True),
    "about": Text(most=300),
    "icon": Text(most=60),
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
    later: tuple[Callable[[Known], list[Problem]], ...] = ()


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
        reader = Reader(name, blueprint.problems)
        try:
            root = read_tree(text)
        except Unreadable as error:
            reader.wrong(error.line, error.reason)
            continue
        _read_root(root, reader, blueprint)
    return blueprint


def _read_root(root: Node | None, reader: Reader, blueprint: Blueprint) -> None:
    if root is None or (isinstance(root, Scalar) and root.is_nothing):
        return
    if not isinstance(root, Mapping):
        reader.wrong(root.line, _("A blueprint starts with the names of its sections, for example “roles:”."))
        return
    known = kinds()
    for key, node in root.pairs:
        if key.text == "turnout":
            if not isinstance(node, Scalar) or node.text != FORMAT:
                reader.wrong(node.line, _("This version of Turnout reads blueprint format 1."))
        elif key.text == "pack":
            blueprint.about, _lines = read_fields(ABOUT, node, reader)
        elif key.text in known:
            _read_section(known[key.text], node, reader, blueprint)
        else:
            renamed = {each.formerly: section for section, each in known.items() if each.formerly}
            reader.wrong(key.line, unknown(key.text, [*known, "turnout", "pack"], renamed))


def _read_section(kind: Kind, node: Node, reader: Reader, blueprint: Blueprint) -> None:
    if kind.is_one:
        blueprint.items.setdefault(kind.section, {})
        _keep(kind, Scalar(node.line, ONLY), node, reader, blueprint)
        return
    if isinstance(node, Scalar) and node.is_nothing:
        node = Mapping(node.line, ())
    if not isinstance(node, Mapping):
        reader.wrong(node.line, _("Write keys here, each with its contents under it."))
        return
    if len(node.pairs) > MOST_ITEMS:
        reader.wrong(node.line, _("No more than %(most)s.") % {"most": MOST_ITEMS})
        return
    blueprint.items.setdefault(kind.section, {})
    for key, value in node.pairs:
        _keep(kind, key, value, reader, blueprint)


def _keep(kind: Kind, key: Scalar, node: Node, reader: Reader, blueprint: Blueprint) -> None:
    data, lines = read_fields(kind.fields, node, reader)
    name = ONLY if kind.is_one else kind.key.read(key, reader)
    item = Item(name, data, reader.file, key.line, lines, tuple(reader.references), tuple(reader.later))
    reader.references, reader.later = [], []
    before = blueprint.items[kind.section].get(name)
    if before is None:
        blueprint.items[kind.section][name] = item
    elif before.data != data or before.file == item.file:
        message = _("“%(name)s” is also in %(file)s, line %(line)s, with different contents.")
        reader.wrong(key.line, message % {"name": name, "file": before.file, "line": before.line})
