"""Coming in through the front door."""

from playwright.sync_api import expect

from tests.world import PASSWORD


def test_somebody_signs_in_and_is_home(open_as):
    page = open_as(None, "/work/")
    page.get_by_label("Email").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
