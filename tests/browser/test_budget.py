"""The first page is light, and nothing jumps while it comes."""

import pytest

from tests.browser import scene

FIRST_PAGE = 100_000  # bytes over the wire, everything counted
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value;
}).observe({ type: "layout-shift", buffered: true });
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def test_the_first_page_weighs_under_100_kb(open_as):
    page, bytes_, files = open_as("bo", None), [], []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda sent: bytes_.append(sent["encodedDataLength"]))
    page.on("response", lambda answer: files.append(answer.url.rpartition("/")[2]))
    page.goto("/")
    page.wait_for_timeout(1000)
    print(f"{sum(bytes_):,.0f} bytes in {len(files)} answers; first paint {page.evaluate(PAINTED):.0f} ms")
    assert sum(bytes_) < FIRST_PAGE


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("place", ["home", "room"])
def test_nothing_jumps(install, open_as, width, place):
    path = f"/incidents/{install.do(scene.report)}/" if place == "room" else "/"
    page = open_as("bo", None, width=width)
    page.add_init_script(SHIFTS)
    page.goto(path)
    page.wait_for_timeout(1200)
    print(f"first paint of {place} at {width}: {page.evaluate(PAINTED):.0f} ms")
    assert page.evaluate("window.shifted") < 0.02
