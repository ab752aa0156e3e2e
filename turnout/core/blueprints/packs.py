"""Packs: blueprints that come with Turnout, one for each department. They are files in `turnout/packs`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from turnout.core.blueprints.documents import Blueprint, read_blueprint
from turnout.core.blueprints.settings import settings

COMMON = "common"
"""What all packs stand on. Every organization has it."""

WORDS_ONLY = (
    "teams",
    "notification_rules",
    "lifecycles",
    "incident_types.lifecycle",
    "incident_types.checklist",
    "custom_fields",
    "forms",
)
"""To leave out where an organization brings its own teams, rules, lifecycles, checklists and questions."""

ORDER = (
    "engineering security privacy operations customer finance people legal communications facilities"
).split()


@dataclass(frozen=True)
class Pack:
    """One of them: its name, what it is for, its picture, and its text.

    looks_first  the team it brings that may look at new reports first
    """

    key: str
    name: str
    about: str
    icon: str
    text: str
    looks_first: str = ""

    def blueprint(self) -> Blueprint:
        return read_blueprint([(f"{self.key}.yaml", self.text)])


@lru_cache(maxsize=1)
def packs() -> dict[str, Pack]:
    """All packs an organization may choose from, by key, in the order they are offered."""
    return {key: _pack(key) for key in ORDER}


@lru_cache(maxsize=1)
def common() -> Pack:
    return _pack(COMMON)


def blueprint_of(keys: Iterable[str], *, without: Iterable[str] = ()) -> Blueprint:
    """What they all stand on and these packs as one blueprint.

    without  sections (“teams”) and fields (“types.checklist”) to leave out
    """
    chosen = [common(), *(packs()[key] for key in ORDER if key in set(keys))]
    found = read_blueprint([(f"{pack.key}.yaml", pack.text) for pack in chosen])
    for part in without:
        section, _dot, name = part.partition(".")
        for item in found.items.get(section, {}).values() if name else ():
            item.data[name] = settings()[section].fields[name].start
        if not name:
            found.items.pop(section, None)
    for section, setting in settings().items():
        items = found.items.get(section, {})
        if setting.last in items:
            items[setting.last] = items.pop(setting.last)
    return found


def _pack(key: str) -> Pack:
    text = files("turnout").joinpath("packs", f"{key}.yaml").read_text(encoding="utf-8")
    about = {"name": key, "about": "", "icon": "package", **read_blueprint([(key, text)]).about}
    said = {name: about.get(name, "") for name in ("name", "about", "icon", "looks_first")}
    return Pack(key=key, text=text, **said)
