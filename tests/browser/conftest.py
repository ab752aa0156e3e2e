"""A real browser on a running Turnout. `open_as("bo", "/incidents/1/")` opens a page, signed in as Bo."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.browser import scene
from tests.browser.install import Install

WAIT = 60_000  # milliseconds: this machine may be busy
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=WAIT)
Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("TURNOUT_CHROMIUM") or shutil.which("chromium")
    if not path:
        missing = "Chromium isn't installed here (Debian: apt-get install chromium)"
        pytest.fail(missing) if os.environ.get("CI", "").lower() in {"1", "true"} else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def install(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Install]:
    """The cast of tests/world.py and nothing else."""
    running = Install(tmp_path_factory.mktemp("install"))
    running.do(scene.set_scene)
    yield running
    running.stop()


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Install]:
    """The demo organization."""
    running = Install(tmp_path_factory.mktemp("demo"), demo=True)
    yield running
    running.stop()


class Watch:
    """What went wrong in the pages of a test: errors in the console, refused by the policy, thrown."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.expected: tuple[str, ...] = ("status of 409", "status of 422")  # said in the page's own words

    def page(self, page: Page) -> None:
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(each in message.text for each in self.expected):
            self.faults.append(f"{message.location.get('url', '')}: {message.text}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    assert watch.faults == []


@pytest.fixture
def opened(chromium: Browser, watch: Watch) -> Iterator[Open]:
    """`opened(install, "bo", "/")`: that page of that install, in a browser of Bo's own."""
    contexts = []

    def open_page(
        where: Install,
        person: str | None,
        path: str | None = "/",
        *,
        width: int = 1440,
        scheme: Any = "light",
        **more: Any,
    ) -> Page:
        context = chromium.new_context(
            base_url=where.address,
            viewport={"width": width, "height": 900 if width > 600 else 844},
            color_scheme=scheme,
            has_touch=width < 600,
            **more,
        )
        contexts.append(context)
        context.set_default_timeout(WAIT)
        if person:
            key = where.do(scene.sign_in, person)
            context.add_cookies([{"name": "turnout_session", "value": key, "url": where.address}])
        page = context.new_page()
        watch.page(page)
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            with suppress(Error):  # closed in the middle of going elsewhere, a browser may never answer again
                page.goto("about:blank")
        context.close()


@pytest.fixture
def open_as(install: Install, opened: Open) -> Open:
    return lambda person, path="/", **more: opened(install, person, path, **more)
