"""What the guides say is so, and nothing is missing from them."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT
from tests.operating.test_metrics import read  # noqa: F401, a fixture
from turnout.config import reference

DOCS = ROOT / "docs"
CONFIG = PACKAGE / "config"


def text(*parts: str) -> str:
    return DOCS.joinpath(*parts).read_text()


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_a_page_drawn_from_the_code_is_fresh(name):
    assert text("reference", f"{name}.md") == reference.page(name), "run bin/docs"


def test_every_setting_has_a_heading_and_every_heading_a_setting():
    code = "".join(path.read_text() for path in CONFIG.glob("*.py"))
    read_ones = set(re.findall(r'env\.(?:text|secret|flag|number|words|one_of)\(\s*"(\w+)"', code))
    assert len(read_ones) > 10
    assert set(re.findall(r"^### `(\w+)`$", text("reference", "settings.md"), re.MULTILINE)) == read_ones


def test_every_setting_a_guide_names_is_one():
    known = set(re.findall(r"^### `(\w+)`$", text("reference", "settings.md"), re.MULTILINE))
    pages = [*DOCS.rglob("*.md"), *(ROOT / "deploy").iterdir()]
    named = {
        (path.name, word) for path in pages for word in re.findall(r"\bTURNOUT_[A-Z_]+\b", path.read_text())
    }
    strange = {each for each in named if each[1].removesuffix("_FILE") not in known}
    assert not strange, strange


def test_every_finding_of_turnout_check_has_its_remedy():
    findings = set(re.findall(r'id="(turnout\.\w+)"', (CONFIG / "checks.py").read_text()))
    assert findings
    told = set(re.findall(r"^### (turnout\.\w+)$", text("operating", "troubleshooting.md"), re.MULTILINE))
    assert told == findings


def test_every_metric_is_in_the_reference(read):  # noqa: F811
    page = text("reference", "metrics.md")
    names = {re.sub(r"_(bucket|count|sum)$", "", name) for name in read()}
    names = {"turnout_request_seconds" if "request_seconds" in name else name for name in names}
    told = set(re.findall(r"^\| `(turnout_\w+)`", page, re.MULTILINE))
    assert names - told == set()


def test_every_file_the_architecture_names_is_there():
    """Paths are told from the root, from `turnout/`, or from its `core`."""
    named = set(
        re.findall(
            r"`((?:[\w.]+/)+[\w.]*\w\.(?:py|md|yaml|html|toml))", (ROOT / "ARCHITECTURE.md").read_text()
        )
    )
    assert len(named) > 10
    assert not {path for path in named if not any((root / path).exists() for root in (ROOT, PACKAGE))}


def test_every_test_that_shows_an_attack_is_there():
    """In SECURITY.md "…::" stands for the file named last."""
    here, missing = ROOT, []
    named = re.findall(r"`(?:…|([\w/]+\.py))(?:::(test_\w+))?…?`", (ROOT / "SECURITY.md").read_text())
    for path, test in named:
        if path:
            here = ROOT / path if path.startswith("tests/") else ROOT / "tests" / path
        if not here.is_file() or f"def {test}" not in here.read_text():
            missing.append(f"{here.name}::{test}")
    assert named and not missing, missing


def test_links_between_pages_lead_somewhere():
    broken = []
    for page in DOCS.rglob("*.md"):
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
            path, _, heading = link.partition("#")
            if "://" in link:
                continue
            target = (page.parent / path).resolve() if path else page
            if not target.exists() or (heading and heading not in anchors(target)):
                broken.append(f"{page.name}: {link}")
    assert not broken, broken


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}
