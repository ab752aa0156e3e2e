"""Vendors and ways of carrying messages have their names in `integrations/`, and nowhere below."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import PACKAGE, modules, name, tree

VENDORS = re.compile(
    r"\b(slack|pagerduty|jira|github|gitlab|datadog|opsgenie|zendesk|msteams|mattermost|twilio)\b(?!\.com)",
    re.IGNORECASE,
)
TRANSPORTS = re.compile(r"(?:\b|_)(e-?mail|smtp|imap|sms|webhook)(?:\b|_|s\b)", re.IGNORECASE)
BELOW = ("core", "incidents", "reviews")
MAY_SAY_EMAIL = {
    "core/people/": "people sign in with an email address, and are invited by one",
    "core/values/": "an email address is a type of value, and people are named by theirs",
    "core/connect/capabilities/": "whoever signs in elsewhere comes back with their address",
}
"""Where below the integrations, and why. Make it shorter, not longer."""


def test_nobody_below_the_integrations_names_a_vendor() -> None:
    found = [
        name(path)
        for path in modules()
        if not {"integrations", "api"}
        & set(path.relative_to(PACKAGE).parts)  # the API speaks a given wire format
        and VENDORS.search(path.read_text())
    ]
    assert not found, found


def test_nobody_below_the_integrations_says_how_messages_travel() -> None:
    """They ask a channel: what it's called, whether it's usual, what it delivers to."""
    found = [
        f"{name(path)}: {word}"
        for path in below()
        for word in said(path)
        if TRANSPORTS.search(word)
        if not any(str(path.relative_to(PACKAGE)).startswith(place) for place in MAY_SAY_EMAIL)
    ]
    assert not found, found


def test_every_exception_is_still_needed() -> None:
    unneeded = [
        place
        for place in MAY_SAY_EMAIL
        if not any(
            TRANSPORTS.search(word)
            for path in below()
            if str(path.relative_to(PACKAGE)).startswith(place)
            for word in said(path)
        )
    ]
    assert not unneeded, unneeded


def below() -> list[Path]:
    return [
        path
        for path in modules()
        if path.relative_to(PACKAGE).parts[0] in BELOW and "migrations" not in path.parts
    ]


def said(path: Path) -> Iterator[str]:
    """Names that are given in a module, and texts that aren't documentation."""
    code = tree(path)
    documented = {
        id(node.value)
        for node in ast.walk(code)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(code):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value
