"""Where scripts don't run, pages are forms and links, and all of it works."""

import pytest
from playwright.sync_api import expect

from tests.browser import scene


@pytest.fixture
def plain(open_as):
    return lambda person, path="/": open_as(person, path, java_script_enabled=False)


def test_something_is_reported(plain):
    page = plain("ada", "/report/")
    page.get_by_label("What's going wrong?").fill("Paper forms everywhere")
    page.get_by_role("button", name="Show what else is asked, who will hear").click()
    expect(page.get_by_role("heading", name="Who will hear")).to_be_visible()
    page.get_by_role("button", name="Report it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Paper forms everywhere")


def test_enter_beside_the_sentence_reports_it(install, plain):
    install.do(scene.let_anyone_tell)
    page = plain("ada", "/report/?place=Leeds")
    page.get_by_label("What's going wrong?").fill("The ramp is iced over")
    page.get_by_label("Where?").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The ramp is iced over")


def test_severity_role_and_words_change(install, plain):
    page = plain("bo", f"/incidents/{install.do(scene.report)}/")
    page.get_by_role("link", name="Change the severity").first.click()
    page.get_by_role("radio", name="Major").check()
    page.get_by_role("button", name="Change severity").click()
    expect(page.locator(".standing")).to_contain_text("Major")
    page.get_by_role("button", name="I'll lead").click()
    expect(page.locator(".situation")).to_contain_text("Bo Lindqvist is leading.")
    page.get_by_label("Write to everyone here").fill("Sent without a script")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".timeline")).to_contain_text("Sent without a script")


def test_the_second_to_change_something_is_told(install, plain):
    number = install.do(scene.report)
    page = plain("ada", f"/incidents/{number}/severity/")
    install.do(scene.rate, number, 4)
    page.get_by_role("radio", name="Major").check()
    page.get_by_role("button", name="Change severity").click()
    expect(page.get_by_role("alert")).to_contain_text("Bo Lindqvist changed this")
    expect(page.get_by_role("radio", name="Major")).to_be_checked()


def test_an_incident_is_found(install, plain):
    install.do(scene.report, "Pomegranates on the belt")
    page = plain("bo")
    page.get_by_role("searchbox", name="Search incidents").fill("pomegranates")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Pomegranates on the belt")).to_be_visible()
