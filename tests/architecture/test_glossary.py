"""The glossary says where each thing lives, and it does."""

import re
from importlib import import_module
from pkgutil import resolve_name

import pytest

from tests.architecture.source import ROOT

GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?!Term|-)(.+?) \| .+ \| `([\w.]+)` \|$", GLOSSARY, re.MULTILINE)


@pytest.mark.once
def test_every_term_has_a_place():
    assert len(ROWS) == sum(line.startswith("| ") for line in GLOSSARY.splitlines()) - GLOSSARY.count(
        "| Term |"
    )
    assert len({term for term, _place in ROWS}) == len(ROWS)


@pytest.mark.once
@pytest.mark.parametrize(("term", "place"), ROWS)
def test_a_term_lives_where_the_glossary_says(term, place):
    import_module(f"turnout.{place.split('.')[0]}")
    resolve_name(f"turnout.{place}")
