"""How Python code is arranged."""

import ast

from tests.architecture.source import PACKAGE, ROOT, inside_functions, modules, name, templates
from turnout.core.events.types import types
from turnout.incidents.models import StatusCategory

LONGEST_MODULE = 400
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "service",
    "services",
    "tools",
}
COMMAND_LINE = (PACKAGE / "config" / "commands", PACKAGE / "config" / "cli_import.py")


def test_nothing_is_imported_inside_a_function() -> None:
    """It hides a circle. The command line may: it names the settings first."""
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        if not any(path.is_relative_to(allowed) for allowed in COMMAND_LINE)
        for node in inside_functions(path)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not found, found


def test_names_say_what_is_inside() -> None:
    vague = [name(path) for path in modules(ROOT) if {path.stem, *path.relative_to(ROOT).parts} & VAGUE]
    assert not vague, vague


def test_modules_stay_short() -> None:
    long = [
        f"{name(path)}: {lines}"
        for path in modules(ROOT)
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > LONGEST_MODULE
    ]
    assert not long, long


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name(path)
        for path in modules()
        if "migrations" not in path.parts and path.stem not in {"__init__", "apps"}
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert not silent, silent


def test_every_template_is_used() -> None:
    """By its name, "section/page.html", in a view or in another template."""
    roots = (PACKAGE / "web", PACKAGE / "integrations")
    users = [path.read_text() for path in [*modules(), *templates()]]
    users += [f"incidents/entries/{each.drawn_as}.html" for each in types.values()]
    users += [f"components/status/{each}.svg" for each in StatusCategory]
    users += [f"components/severity/{rank}.svg" for rank in range(1, 6)]
    unused = [
        name(path)
        for path in templates()
        for root in roots
        if path.is_relative_to(root)
        if not any(str(path.relative_to(root)) in text for text in users)
        if "static" not in path.parts and "errors" not in path.parts and "forms" not in path.parts
    ]
    assert not unused, unused
