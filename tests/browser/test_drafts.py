"""What somebody typed and hasn't sent yet is still there when they come back, and there for them alone."""

import pytest
from playwright.sync_api import expect

from tests.browser import scene

SAY = "Write to everyone here"


@pytest.fixture
def number(install):
    return install.do(scene.report)


def test_a_report_half_written_survives_a_reload(open_as):
    page = open_as("ada", "/report/")
    page.get_by_label("What's going wrong?").press_sequentially("The ice cream melts")
    page.wait_for_load_state("networkidle")  # look-alikes were asked for meanwhile
    page.reload()
    expect(page.get_by_label("What's going wrong?")).to_have_value("The ice cream melts")


def test_a_sheet_closed_by_a_slip_still_has_the_words_and_says_so(open_as, number):
    page = open_as("bo", f"/incidents/{number}/")
    update = page.get_by_role("link", name="Post an update")
    update.click()
    page.get_by_role("dialog").get_by_role("textbox").first.fill("Half of them are back")
    page.keyboard.press("Escape")
    expect(page.locator("#toasts")).to_contain_text("What you typed is kept")
    update.click()
    expect(page.get_by_role("dialog").get_by_role("textbox").first).to_have_value("Half of them are back")


def test_what_was_changed_in_a_text_is_kept_too(install, open_as, number):
    page = open_as("bo", f"/incidents/{number}/name/")
    page.get_by_label("Name").fill("Riders in Leeds can't log in")
    page.reload()
    expect(page.get_by_label("Name")).to_have_value("Riders in Leeds can't log in")


def test_cancelling_lets_go_of_what_was_typed(open_as, number):
    page = open_as("bo", f"/incidents/{number}/")
    update = page.get_by_role("link", name="Post an update")
    update.click()
    page.get_by_role("dialog").get_by_role("textbox").first.fill("Half of them are back")
    page.get_by_role("dialog").get_by_role("link", name="Cancel").click()
    update.click()
    expect(page.get_by_role("dialog").get_by_role("textbox").first).to_have_value("")


def test_what_was_sent_is_not_given_back(open_as, number):
    page = open_as("bo", f"/incidents/{number}/summary/")
    page.get_by_role("textbox").last.fill("Nobody can log in")
    page.get_by_role("button", name="Save summary").click()
    expect(page.locator(".gist")).to_contain_text("Nobody can log in")
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


def test_whoever_uses_the_tab_next_finds_no_words_of_somebody_else(install, open_as, number):
    page = open_as("ada", f"/incidents/{number}/")
    page.get_by_label(SAY).fill("I'm not sure I may say this")
    key = install.do(scene.sign_in, "bo")
    page.context.add_cookies([{"name": "turnout_session", "value": key, "url": install.address}])
    page.reload()
    expect(page.get_by_label(SAY)).to_have_value("")
    assert "may say this" not in page.evaluate("JSON.stringify(sessionStorage)")
