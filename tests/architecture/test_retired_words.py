"""Words that settings, files and guides once had for what has one word now: none of them comes back."""

import re

import pytest

from tests.architecture.source import ROOT

PLACES = (
    "turnout/web/settings",
    "turnout/incidents/blueprint",
    "turnout/core/blueprints",
    "turnout/packs",
    "docs/reference/blueprints.md",
    "docs/blueprints.md",
    "docs/api.md",
    "docs/import.md",
    "README.md",
)
RETIRED = {  # what was said, and what is
    r"kinds? of trouble": "incident type",
    r"parts? of the company": "department",
    r"how bad it is|what makes \w+ how bad": "severity, severity criteria",
    r"the usual (steps?|ones?|form)|steps? of (its|their) own": "standard lifecycle, custom lifecycle",
    r"who does what": "role",
    r"times worth knowing": "timestamp",
    r"(fields?|forms?) of your own": "custom field, custom form",
    r"what (else is|people are) asked": "form, question",
    r"out of use": "retired",
    r"if you like": "(optional)",
    r"e-mail": "email",
    r"(some|every|any)body\b": "someone, everyone, anyone",
    r"\bmend(s|ed|ing)?\b": "fix",
}


@pytest.mark.once
def test_settings_and_what_is_written_about_them_say_one_word_for_one_thing():
    files = [path for place in PLACES for path in _texts(ROOT / place)]
    found = [
        f"{path.relative_to(ROOT)}: “{said.group()}” is called {now}"
        for path in files
        for was, now in RETIRED.items()
        for said in re.finditer(was, path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert len(files) > 60
    assert found == []


def _texts(place):
    if place.is_file():
        return [place]
    return [path for path in sorted(place.rglob("*")) if path.suffix in (".py", ".html", ".yaml")]
