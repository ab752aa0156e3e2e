"""Pictures of every page of the demo organization: `python -m tests.browser.screens OUTDIR`."""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turnout.config.settings")
os.environ.setdefault("TURNOUT_SECRET_KEY", "only names are imported here; nothing is kept")
django.setup()

from tests.browser import pages, scene  # noqa: E402
from tests.browser.conftest import QUIET  # noqa: E402
from tests.browser.install import Install  # noqa: E402

WIDTHS = {1440: 900, 390: 844}
TALLEST = 2600  # pictures of endless pages help nobody


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these pages")
    parser.add_argument("--data", type=Path, help="an install to keep between runs")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="turnout-screens-") as kept, sync_playwright() as playwright:
        install = Install(asked.data or Path(kept), demo=True)
        path = os.environ.get("TURNOUT_CHROMIUM") or shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        try:
            install.do(scene.let_anyone_tell)
            rooms = {} if asked.data else install.do(scene.add_unusual_rooms)
            stops = install.do(pages.everywhere, rooms)
            wanted = [stop for stop in stops if not asked.only or stop.name in asked.only]
            for person in {stop.person for stop in wanted}:
                shoot(install, chromium, person, [s for s in wanted if s.person == person], asked.folder)
        finally:
            chromium.close()
            install.stop()


def shoot(
    install: Install, chromium: Browser, person: str | None, stops: list[pages.Stop], folder: Path
) -> None:
    """All pages of one person, in one browser of theirs."""
    context = chromium.new_context(base_url=install.address, reduced_motion="reduce")
    if person:
        key = install.do(scene.sign_in, person)
        context.add_cookies([{"name": "turnout_session", "value": key, "url": install.address}])
    page = context.new_page()
    for stop in stops:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(stop.path)
        for width, height in WIDTHS.items():
            for scheme in ("light", "dark"):
                picture(page, folder / f"{stop.name}-{width}-{scheme}.png", width, height, scheme)
    context.close()


def picture(page: Page, file: Path, width: int, height: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": height})
    tall = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    page.set_viewport_size({"width": width, "height": max(height, tall)})
    page.screenshot(path=file)


if __name__ == "__main__":
    main()
