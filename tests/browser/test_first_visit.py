"""A warehouse lead with a phone, who never saw this before: from the address on a poster to raised."""

import time
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser import scene
from tests.world import PASSWORD

MOST = 5


class Hand:
    """Counts what a person does: each touch and each field filled in is one thing to do."""

    def __init__(self, page: Page) -> None:
        self.page, self.did = page, 0

    def fill(self, label: str, words: str) -> None:
        self.did += 1
        self.page.get_by_label(label, exact=True).fill(words)

    def tap(self, button: str) -> None:
        self.did += 1
        self.page.get_by_role("button", name=button, exact=True).tap()


def test_five_things_to_do_from_the_first_visit_to_raised(
    install: Any, opened: Any, record_property: Any
) -> None:
    page = opened(install, None, "/report/", width=390)
    began, hand = time.monotonic(), Hand(page)
    hand.fill("Email", "dee@example.org")
    hand.fill("Password", PASSWORD)
    hand.tap("Sign in")
    hand.fill("What's going wrong?", "Pallets block the fire door in hall 2")
    hand.tap("Report it")
    expect(page.locator("main").get_by_text("Thank you. It's noted.")).to_be_visible()
    assert "Pallets block the fire door in hall 2" in install.do(scene.incidents)
    assert hand.did <= MOST
    took = time.monotonic() - began
    record_property("count", f"first visit to raised: {hand.did} things to do, {took:.1f} s for the machine")


def test_triage_takes_one_touch_or_one_key(install: Any, open_as: Any) -> None:
    install.do(scene.report, "A parcel smells odd", live=False)
    install.do(scene.report, "The lift hums", live=False)
    page = open_as("bo", "/triage/", width=390)
    page.get_by_role("article", name="A parcel smells odd").get_by_role("button", name="Near miss").tap()
    expect(page.get_by_role("article", name="A parcel smells odd")).to_be_hidden()
    page.get_by_role("link", name="The lift hums").focus()
    page.keyboard.press("d")
    expect(page.get_by_role("article", name="The lift hums")).to_be_hidden()
    page.goto("/incidents/?state=near_miss")
    expect(page.get_by_text("A parcel smells odd")).to_be_visible()


def test_whoever_changes_their_mind_before_an_answer_came_reads_of_no_failure(
    open_as: Any, watch: Any
) -> None:
    watch.expected += ("signal is aborted",)  # htmx notes it for itself
    page, asked = open_as("ada", "/report/", width=390), []

    def answer_but_the_first(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route("**/report/who-hears/", answer_but_the_first)
    with page.expect_request("**/report/who-hears/"):
        page.get_by_label("Quietly").check()
    with page.expect_response("**/report/who-hears/"):
        page.get_by_label("Tell them now").check()
    assert page.locator(".toast").count() == 0
