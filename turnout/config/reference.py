"""Reference pages drawn from the code itself. `bin/docs` writes them, a test says when they are stale."""

import inspect
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from django.utils import translation

from turnout.config.reference_api import api
from turnout.config.reference_connections import connections
from turnout.core.blueprints.settings import settings
from turnout.core.events.fields import Holds, Sort
from turnout.core.events.types import Event, types
from turnout.core.people.permissions import PERMISSIONS_OF, BaseRole, Permission
from turnout.core.values import (
    Choice,
    ChoiceOrRef,
    Choices,
    Group,
    Many,
    Number,
    Parts,
    Ref,
    Refs,
    Text,
    Value,
)

SORTS = {
    Sort.PERSON: "person",
    Sort.WORDS: "words",
    Sort.KEY: "key",
    Sort.NUMBER: "number",
    Sort.YES_OR_NO: "yes or no",
    Sort.CHANGE: "change: `field`, `was`, `now`",
}
NOTE = "<!-- Written by bin/docs from the code. Change it there. -->"
ALLOWS = {
    Permission.INCIDENTS_VIEW: "See open incidents, and private ones they have a part in or were let into.",
    Permission.INCIDENTS_RAISE: "Report a problem.",
    Permission.INCIDENTS_RESPOND: "Change an incident: status, severity, roles, updates, tasks, review.",
    Permission.INCIDENTS_VIEW_PRIVATE: "See every private incident that isn't sealed, named in it or not.",
    Permission.INCIDENTS_BREAK_SEAL: "Ask to open something sealed in an emergency; agree when another asks.",
    Permission.INCIDENTS_SCRUB: "With a second person, erase words for good in incidents they look after.",
    Permission.PEOPLE_VIEW: "See who is here, and the teams.",
    Permission.PEOPLE_MANAGE: "Invite people, change their role, let them go and bring them back.",
    Permission.TEAMS_MANAGE: "Make, rename and remove teams, and say who is in them.",
    Permission.SETTINGS_MANAGE: "Change the organization's settings.",
    Permission.SYSTEM_MANAGE: "See what the install owes and what is stuck; try again or let go.",
    Permission.OWNERS_MANAGE: "Make somebody an owner, or no longer one.",
    Permission.TOKENS_MANAGE: "Make keys with which scripts act as oneself.",
    Permission.API_KEYS_MANAGE: "Make, change, rotate and revoke the organization's own API keys.",
    Permission.CONNECTIONS_MANAGE: "Connect systems elsewhere, test and change connections, end them.",
}


def events() -> str:
    """Every event type: verb, meaning, sentence, fields."""
    lines = [
        NOTE,
        "# Events",
        "",
        "Everything that happens is recorded as one of these. Verbs and fields are a public format: they are",
        "only ever added to. `{who}` in a sentence is who did it; other names in braces are fields.",
        "",
        "An event holds facts; its sentence is said in the language of whoever reads it. What can be",
        "renamed or removed is there twice: its id (empty in what was recorded before there was such a",
        "field), and in words what it was called then. Words are as people wrote them, and null once they",
        "were erased for good. People are ids alone. A key is a word of Turnout's own, never translated.",
        "",
        "What somebody with power changed says what it was, too: a change is a field as the API or a file",
        "would set it, its value before and its value now, null where there was or is nothing. What a field",
        "refers to is `id` and `name`, as it was called then. Secrets are in no event.",
        "",
    ]
    for noun, verbs in groupby(sorted(types), key=lambda verb: verb.partition(".")[0]):
        lines += [f"## {noun}", ""]
        for verb in verbs:
            lines += _event(types[verb])
    return "\n".join(lines).rstrip() + "\n"


def _event(each: type[Event]) -> list[str]:
    lines = [f"### `{each.verb}`", "", inspect.getdoc(each) or "", "", f"> {each.sentence}", ""]
    if each.holds:
        lines += ["| field | holds | unless given |", "|---|---|---|"]
        lines += [f"| `{name}` | {_held(holds)} | {_default(holds)} |" for name, holds in each.holds.items()]
        lines += [""]
    if each.area:
        lines += ["Everyone here reads it on the page “What was changed”.", ""]
    if each.aside:
        lines += ["Timelines leave it out.", ""]
    elif not each.folds:
        lines += ["Timelines always show it.", ""]
    return lines


def _held(field: Holds) -> str:
    said = f"{field.of} id" if field.sort is Sort.ID else SORTS[field.sort]
    if field.words:
        said += f"; `{field.words}` is what it was called"
    said = f"{said}, read in Turnout alone and never sent" if field.stays else said
    said = f"list of: {said}" if field.many else said
    return f"{said}, or null" if field.is_optional else said


def _default(field: Holds) -> str:
    if field.is_always_given:
        return "always given"
    return "empty" if field.default in ("", None, ()) else str(field.default)


def permissions() -> str:
    """Every permission, and which roles hold it."""
    roles = list(BaseRole)
    lines = [
        NOTE,
        "# Permissions",
        "",
        "What someone may do comes from their role. Whether they may see a given incident is decided apart",
        "from this: a private one is there only for those it concerns, and for owners.",
        "",
        f"| permission | allows | {' | '.join(roles)} |",
        f"|---|---|{':-:|' * len(roles)}",
    ]
    for permission in Permission:
        held = " | ".join("✓" if permission in PERMISSIONS_OF[role] else "" for role in roles)
        lines.append(f"| `{permission}` | {ALLOWS[permission]} | {held} |")
    return "\n".join(lines) + "\n"


def blueprints() -> str:
    """Every section a blueprint may have, and what its items hold."""
    lines = [
        NOTE,
        "# Sections of a blueprint",
        "",
        "What can be written in a blueprint, section by section, in the order they are applied.",
        "[Blueprints](../blueprints.md) tells how they are read, compared and applied. What is left out has",
        "its default; a required field has to be there.",
        "",
    ]
    for section, setting in settings().items():
        lines += [f"## `{section}`", "", f"{setting.about}.", ""]
        lines += ["| field | holds | default | |", "|---|---|---|---|"]
        lines += _rows(setting.fields, "")
        lines += [""]
        if setting.fixed:
            lines += [f"Can't be changed once set: {_listed(sorted(setting.fixed))}.", ""]
    return "\n".join(lines).rstrip() + "\n"


def _rows(parts: Parts, within: str) -> list[str]:
    rows = []
    for name, each in parts.items():
        usual = each.start if isinstance(each, Choice) else each.said(each.start)
        default = "required" if each.required else usual or "empty"
        rows.append(f"| `{within}{name}` | {_holds(each)} | {default} | {_meaning(name, each)} |")
        inside = each.of if isinstance(each, Many) else each
        if isinstance(inside, Group):
            rows += _rows(inside.parts, f"{within}{name}: ")
    return rows


def _meaning(name: str, value: Value[Any]) -> str:
    """Its words in a form, where they say more than its name."""
    label = str(value.label) + ("" if str(value.label).endswith(("?", ".")) or not value.help else ".")
    said = [label] if label.rstrip(".").casefold() != name.replace("_", " ") else []
    return " ".join(each for each in (*said, str(value.help)) if each)


def _holds(value: Value[Any]) -> str:
    if isinstance(value, Ref | Refs):
        return f"{value.takes} `{value.to}`"
    if isinstance(value, ChoiceOrRef):
        keys = f"`{value.prefix}` and a key of `{value.to}`" if value.prefix else f"a key of `{value.to}`"
        return f"one of {_listed(value.words)}, or {keys}"
    if isinstance(value, Choice | Choices):
        named = value.named if isinstance(value, Choice) else ""
        return str(named) if named else f"{value.takes} {_listed(value.options)}"
    if isinstance(value, Number):
        return f"number from {value.least} to {value.most}"
    if isinstance(value, Many):
        return f"list of texts, {_most(value.of)}" if isinstance(value.of, Text) else "list of"
    if isinstance(value, Text):
        return f"{value.takes}, {_most(value)}"
    return value.takes


def _most(text: Text) -> str:
    return f"up to {text.most} characters"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


PAGES: dict[str, Callable[[], str]] = {
    "events": events,
    "permissions": permissions,
    "blueprints": blueprints,
    "api": lambda: api(NOTE),
    "connections": lambda: connections(NOTE),
}


def page(name: str) -> str:
    with translation.override("en"):
        return PAGES[name]()
