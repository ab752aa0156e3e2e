"""A warehouse has dead corners: whatever breaks on the way, nothing that somebody wrote is lost."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import scene
from tests.world import PASSWORD

OFFLINE = "You seem to be offline. What you typed is still here."


def told_at_the_button(page: Page) -> Any:
    return page.locator("[data-unsent]")


@pytest.fixture(autouse=True)
def broken_on_purpose(watch: Any) -> None:
    watch.expected += ("ERR_INTERNET_DISCONNECTED", "status of 401", "Failed to fetch")


def test_a_report_that_finds_no_connection_stays_and_is_sent_later(install: Any, open_as: Any) -> None:
    page = open_as("dee", "/report/", width=390)
    page.get_by_label("What's going wrong?").fill("The ramp of dock 4 is iced over")
    page.context.set_offline(True)
    page.get_by_role("button", name="Report it").tap()
    expect(told_at_the_button(page)).to_have_text(OFFLINE)
    page.context.set_offline(False)
    page.get_by_role("button", name="Report it").tap()
    expect(page.locator("main").get_by_text("Thank you. It's noted.")).to_be_visible()
    assert install.do(scene.incidents).count("The ramp of dock 4 is iced over") == 1


def test_a_report_whose_answer_was_lost_is_not_doubled(install: Any, open_as: Any) -> None:
    page = open_as("dee", "/report/", width=390)
    page.get_by_label("What's going wrong?").fill("The gate of dock 5 jams")
    page.route("**/report/", lambda route: (route.fetch(), route.abort("internetdisconnected")), times=1)
    page.get_by_role("button", name="Report it").tap()
    expect(told_at_the_button(page)).not_to_be_empty()
    page.get_by_role("button", name="Report it").tap()
    expect(page.locator("main").get_by_text("Thank you. It's noted.")).to_be_visible()
    assert install.do(scene.incidents).count("The gate of dock 5 jams") == 1


def test_the_bar_on_home_waits_for_a_connection(open_as: Any) -> None:
    page = open_as("dee", width=390)
    page.get_by_label("What's going wrong?").fill("The clock of dock 3 stands still")
    page.context.set_offline(True)
    page.get_by_role("button", name="Report", exact=True).tap()
    expect(page.locator(".toast")).to_have_text(OFFLINE)
    page.context.set_offline(False)
    page.get_by_role("button", name="Report", exact=True).tap()
    expect(page.get_by_role("button", name="Report it")).to_be_visible()
    expect(page.get_by_label("What's going wrong?")).to_have_value("The clock of dock 3 stands still")


def test_a_reload_keeps_the_words_and_how_one_appears(open_as: Any) -> None:
    page = open_as("dee", "/report/", width=390)
    with page.expect_response("**/report/look-alikes/"):
        page.get_by_label("What's going wrong?").fill("Dock 6 has no lights")
    with page.expect_response("**/report/who-hears/"):
        page.get_by_label("Confidentially").check()
    page.reload()
    expect(page.get_by_label("What's going wrong?")).to_have_value("Dock 6 has no lights")
    expect(page.get_by_label("Confidentially")).to_be_checked()


def test_signing_in_again_finds_the_words(open_as: Any) -> None:
    page = open_as("dee", "/report/", width=390)
    page.get_by_label("What's going wrong?").fill("Dock 7 smells of gas")
    page.context.clear_cookies(name="turnout_session")
    page.get_by_role("button", name="Report it").tap()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.get_by_label("Email").fill("dee@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").tap()
    expect(page.get_by_label("What's going wrong?")).to_have_value("Dock 7 smells of gas")


def test_what_is_said_without_a_name_leaves_no_draft_behind(demo: Any, opened: Any) -> None:
    demo.do(scene.let_anyone_tell)
    page = opened(demo, "ada", "/report/", width=390)
    page.get_by_label("What's going wrong?").fill("Night shift is told to skip breaks")
    page.get_by_role("button", name="Or anonymously").tap()
    expect(page.get_by_label("What's going wrong?")).to_have_value("Night shift is told to skip breaks")
    assert page.evaluate("sessionStorage.length") == 0
    page.context.set_offline(True)
    page.get_by_role("button", name="Send it").tap()
    expect(told_at_the_button(page)).to_have_text(OFFLINE)


def test_whoever_goes_back_after_reporting_finds_an_empty_page(install: Any, open_as: Any) -> None:
    page = open_as("dee", "/report/", width=390)
    page.get_by_label("What's going wrong?").fill("Dock 8 is flooded")
    page.get_by_role("button", name="Report it").tap()
    expect(page.locator("main").get_by_text("Thank you. It's noted.")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("What's going wrong?")).to_have_value("")


def test_an_update_without_a_connection_says_so_above_the_page(install: Any, open_as: Any) -> None:
    page = open_as("bo", f"/incidents/{install.do(scene.report)}/", width=390)
    page.get_by_role("link", name="Post an update").tap()
    page.get_by_label("What does everybody need to know?").fill("One till of four is out")
    page.context.set_offline(True)
    page.get_by_role("button", name="Post update").tap()
    expect(page.locator("#sheet").get_by_role("alert")).to_have_text(OFFLINE)
    page.context.set_offline(False)
    page.get_by_role("button", name="Post update").tap()
    expect(page.locator(".timeline")).to_contain_text("One till of four is out")


def test_a_sheet_closed_by_a_slip_of_the_hand_opens_as_it_was(install: Any, open_as: Any) -> None:
    page = open_as("bo", f"/incidents/{install.do(scene.report)}/", width=390)
    said = page.get_by_label("What does everybody need to know?")
    page.get_by_role("link", name="Post an update").tap()
    said.fill("Half a sentence so far")
    page.touchscreen.tap(200, 20)
    expect(said).to_be_hidden()
    page.get_by_role("link", name="Post an update").tap()
    expect(said).to_have_value("Half a sentence so far")
    page.get_by_role("link", name="Cancel").tap()
    page.get_by_role("link", name="Post an update").tap()
    expect(said).to_have_value("")


def sign_in_on_another_tab(page: Page, name: str) -> None:
    tab = page.context.new_page()
    tab.goto("/sign-in/")
    tab.get_by_label("Email").fill(f"{name}@example.org")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_role("heading", level=1)).to_be_visible()


def test_whoever_was_signed_out_meanwhile_signs_in_on_another_tab_and_sends_it(
    install: Any, open_as: Any, watch: Any
) -> None:
    watch.expected += ("status of 403",)  # the token of the page, too, is of the old sign-in
    page = open_as("bo", f"/incidents/{install.do(scene.report)}/")
    page.get_by_role("link", name="Post an update").click()
    page.get_by_label("What does everybody need to know?").fill("Two tills of four are out")
    page.context.clear_cookies(name="turnout_session")
    page.get_by_role("button", name="Post update").click()
    expect(page.locator("#sheet").get_by_role("alert")).to_contain_text("You were signed out meanwhile.")
    sign_in_on_another_tab(page, "bo")
    page.get_by_role("button", name="Post update").click()
    expect(page.locator(".timeline")).to_contain_text("Two tills of four are out")


def test_a_report_goes_out_after_signing_in_on_another_tab(open_as: Any, watch: Any) -> None:
    watch.expected += ("status of 403",)
    page = open_as("dee", "/report/")
    page.get_by_label("What's going wrong?").fill("Dock 9 has no power")
    page.context.clear_cookies(name="turnout_session")
    sign_in_on_another_tab(page, "dee")
    page.get_by_role("button", name="Report it").click()
    expect(page.locator("main").get_by_text("Thank you. It's noted.")).to_be_visible()
