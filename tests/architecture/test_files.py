"""What no file of the project may hold."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, files, name, templates
from tests.architecture.test_doors import icons

# In two parts, so that this file doesn't find itself.
HOSTS = re.compile(
    "pypi" + r"\.org|" + "pythonhosted" + r"\.org|" + "--index" + "-url|--find" + "-links|/opt/" + "pypi"
)
PLACES = re.compile(r"/(?:" + "Users|" + "root)/|/work/(?:" + "main|" + "shared)")
INLINE = {
    "script with content": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "handler attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "address elsewhere": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"']?(?:https?:)?//", re.IGNORECASE
    ),
}
ICON = re.compile(r"{%\s*lucide\s+[\"']([^\"']+)[\"']")


def text_files() -> Iterator[tuple[Path, str]]:
    for path in files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_package_index_or_a_place_on_somebodys_machine() -> None:
    allowed = {ROOT / "bin" / "lock"}  # it names the options that keep them out
    found = [
        name(path)
        for path, text in text_files()
        if path not in allowed and (HOSTS.search(text) or PLACES.search(text))
    ]
    assert not found, found


def test_every_locked_package_has_its_hashes() -> None:
    for listing in (ROOT / "requirements").glob("*.txt"):
        text = re.sub(r"\\\n", " ", listing.read_text())
        pinned = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
        bare = [line for line in pinned if "==" not in line or "--hash=sha256:" not in line]
        assert pinned, listing
        assert not bare, bare


def test_what_runs_is_the_same_in_development() -> None:
    run, dev = (
        set(re.findall(r"^([\w.-]+==[\w.]+)", (ROOT / "requirements" / listing).read_text(), re.MULTILINE))
        for listing in ("run.txt", "dev.txt")
    )
    assert run <= dev


def test_templates_hold_no_inline_code_or_style() -> None:
    found = [
        f"{name(path)}: {what}"
        for path in templates()
        for what, pattern in INLINE.items()
        if pattern.search(without_comments(path.read_text()))
    ]
    assert not found, found


def without_comments(text: str) -> str:
    return re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", "", text, flags=re.DOTALL)


def test_every_icon_is_drawn() -> None:
    drawn = icons()
    unknown = [
        f"{name(path)}: {icon}"
        for path in templates()
        for icon in ICON.findall(path.read_text())
        if icon not in drawn
    ]
    assert not unknown, unknown


def test_the_lines_of_templates_are_short_and_pictures_have_files_of_their_own() -> None:
    pages = [path for path in templates() if path.suffix == ".html"]
    long = [
        f"{name(path)}:{number}"
        for path in pages
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert not long, long
    assert not [name(path) for path in pages if "<svg" in path.read_text(encoding="utf-8")]
