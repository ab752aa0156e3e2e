"""Every page of a full organization: nothing sticks out, nothing complains, and everybody can read it."""

from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import pages, scene
from tests.browser.conftest import WAIT, Watch
from tests.browser.install import Install

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What else could be wrong of the same page, dark and on a phone, is what colours and widths decide.
OF_LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
NARROW = [390, 320]
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const slides = (each) => /auto|scroll/.test(getComputedStyle(each).overflowX);
  const scrolls = (each) => each && (slides(each) || scrolls(each.parentElement));
  const inside = (each) => each.closest(".hidden-words, .skip, dialog") || scrolls(each);
  const out = [...document.querySelectorAll("body *")].filter((each) => {
    const box = each.getBoundingClientRect();
    return each.checkVisibility() && (box.right > width + 1 || box.left < -1) && !inside(each);
  });
  return [...new Set(out.map((each) => each.cloneNode().outerHTML.slice(0, 80)))].slice(0, 4);
}"""


@dataclass
class Found:
    """What the walk met, by page."""

    broken: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def found(demo: Install, chromium: Browser) -> Found:
    """Walk through all of it once, as whoever each page is for; names are long or run from right to left."""
    demo.do(scene.add_awkward_names)
    demo.do(scene.let_anyone_tell)
    rooms = demo.do(scene.add_unusual_rooms)
    found, watch, stops = Found(), Watch(), demo.do(pages.everywhere, rooms)
    for person in sorted({stop.person or "" for stop in stops}):
        context = chromium.new_context(base_url=demo.address, reduced_motion="reduce")
        context.set_default_timeout(WAIT)
        if person:
            key = demo.do(scene.sign_in, person)
            context.add_cookies([{"name": "turnout_session", "value": key, "url": demo.address}])
        page = context.new_page()
        watch.page(page)
        for stop in stops:
            if (stop.person or "") == person:
                look_at(page, stop, found, watch)
        context.close()
    return found


def look_at(page: Page, stop: pages.Stop, found: Found, watch: Watch) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")
    answer = page.goto(stop.path)
    if answer is None or answer.status >= 500:
        found.broken.append(f"{stop.name}: {answer and answer.status}")
    page.evaluate(Axe().axe_script)
    found.unreadable += judge(page, f"{stop.name} light", RULES)
    page.emulate_media(color_scheme="dark")
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 844})
        out = page.evaluate(STICKS_OUT)
        found.sideways += [f"{stop.name} at {width}: {', '.join(out)}"] if out else []
    found.unreadable += judge(page, f"{stop.name} dark, narrow", OF_LOOKS)
    found.broken += [fault for fault in watch.faults if not (stop.expects and stop.expects in fault)]
    watch.faults.clear()


def judge(page: Page, name: str, rules: list[str]) -> list[str]:
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    return [
        f"{name}: {broken['id']}: {node['target'][0]} {node['html'][:120]} ({node['failureSummary']})"
        for broken in page.evaluate("async (options) => (await axe.run(options)).violations", options)
        for node in broken["nodes"][:3]
    ]


def test_no_page_breaks_or_complains(found: Found) -> None:
    assert not found.broken, "\n".join(found.broken)


def test_nothing_sticks_out_on_a_phone(found: Found) -> None:
    assert not found.sideways, "\n".join(found.sideways)


def test_everybody_can_read_it_in_light_and_dark(found: Found) -> None:
    assert not found.unreadable, "\n".join(found.unreadable)
