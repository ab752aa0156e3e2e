"""The first page is light, and nothing jumps while it comes."""

import logging

import pytest

from tests.browser import scene

log = logging.getLogger(__name__)  # shown with --log-cli-level=INFO

FIRST_PAGE = 100_000  # bytes over the wire, everything counted
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value;
}).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@pytest.mark.parametrize("path", ["/", "/incidents/145/"], ids=["home", "a lively room"])
def test_the_first_page_weighs_under_100_kb(demo, opened, path):
    page, sent, files = opened(demo, "bo", None), [], []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda done: sent.append(done["encodedDataLength"]))
    page.on("response", lambda answer: files.append(answer.url.rpartition("/")[2]))
    page.goto(path)
    page.wait_for_timeout(1000)
    log.info("%d bytes in %d answers; first paint %.0f ms", sum(sent), len(files), page.evaluate(PAINTED))
    assert sum(sent) < FIRST_PAGE


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("place", ["home", "room"])
def test_nothing_jumps(install, open_as, width, place):
    path = f"/incidents/{install.do(scene.report)}/" if place == "room" else "/"
    page = open_as("bo", None, width=width)
    page.add_init_script(SHIFTS)
    page.goto(path)
    page.wait_for_timeout(1200)
    log.info("first paint of %s at %d: %.0f ms", place, width, page.evaluate(PAINTED))
    assert page.evaluate("window.shifted") < 0.02
