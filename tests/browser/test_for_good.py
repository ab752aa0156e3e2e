"""What nothing brings back is asked about before it goes."""

from playwright.sync_api import expect

from tests.browser import scene


def test_a_message_goes_only_once_somebody_said_yes(install, open_as):
    number = install.do(scene.report)
    install.do(scene.say, number, "It was Tom's card")
    page = open_as("bo", f"/incidents/{number}/")
    for answer, is_there in (("Cancel", True), ("Remove", False)):
        page.get_by_role("link", name="Remove", exact=True).click()
        dialog = page.get_by_role("dialog", name="Remove this message?")
        dialog.get_by_text(answer, exact=True).click()
        expect(dialog).to_be_hidden()
        expect(page.get_by_text("It was Tom's card")).to_have_count(int(is_there))


def test_a_stuck_job_goes_only_once_somebody_said_yes(install, open_as):
    install.do(scene.get_stuck)
    page = open_as("gus", "/system/")
    page.once("dialog", lambda asked: asked.dismiss())
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("KeyError at x.py:3")).to_be_visible()
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("KeyError at x.py:3")).to_have_count(0)
