"""Two people in one incident, each in a browser of their own: nobody reloads anything."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import scene

SAY = "Write to everyone here"
OUTAGE = ("net::ERR", "Failed to fetch", "status of 50")  # what the browser itself says of one


@pytest.fixture
def number(install):
    return install.do(scene.report)


@pytest.fixture
def bo(open_as, number):
    return open_as("bo", f"/incidents/{number}/")


@pytest.fixture
def ada(open_as, number):
    return open_as("ada", f"/incidents/{number}/")


def sheet(page: Page, name: str) -> Any:
    """Open one of the small forms; answers the dialog it stands in."""
    page.get_by_role("link", name=name, exact=True).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading").first).to_be_visible()
    return dialog


def test_what_one_says_the_other_sees(bo, ada):
    bo.get_by_label(SAY).fill("Twelve so far, **all** in Leeds")
    bo.get_by_role("button", name="Send").click()
    expect(ada.locator(".timeline")).to_contain_text("Twelve so far, all in Leeds")
    expect(ada.locator("#announcer[aria-live=polite]")).to_contain_text("Twelve so far")
    expect(bo.get_by_label(SAY)).to_have_value("")


def test_a_message_whose_answer_was_lost_is_said_once_however_often_it_is_sent(bo, ada, watch):
    watch.expected += OUTAGE

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    send = bo.get_by_role("button", name="Send")
    bo.route("**/messages/", lose_the_answer, times=1)
    bo.get_by_label(SAY).fill("Is anyone there?")
    send.click()
    expect(bo.get_by_text("What you typed is still here")).to_be_visible()
    bo.reload()
    expect(bo.get_by_label(SAY)).to_have_value("Is anyone there?")
    send.click()
    for _ in range(2):  # said twice on purpose: two messages
        expect(bo.get_by_label(SAY)).to_have_value("")
        bo.get_by_label(SAY).fill("Hello?")
        send.click()
    expect(ada.locator(".timeline").get_by_text("Hello?")).to_have_count(2)
    expect(ada.locator(".timeline").get_by_text("Is anyone there?")).to_have_count(1)


def test_an_update_is_there_for_everyone_with_its_promise(bo, ada):
    form = sheet(bo, "Post an update")
    form.get_by_label("What does everybody need to know?").fill("The printer was off.")
    form.get_by_label("Next update").select_option(label="In 30 minutes")
    form.get_by_role("button", name="Post update").click()
    expect(ada.locator(".gist")).to_contain_text("The printer was off.")
    expect(ada.locator(".situation")).to_contain_text("Next update in")


def test_a_new_severity_is_there_for_everyone(bo, ada):
    form = sheet(bo, "Not rated yet Change the severity")
    form.get_by_role("radio", name="Major").check()
    form.get_by_role("button", name="Change severity").click()
    expect(ada.locator(".standing")).to_contain_text("Major")


def test_who_leads_is_there_for_everyone(bo, ada):
    bo.get_by_role("button", name="I'll lead").click()
    expect(ada.locator(".situation")).to_contain_text("Bo Lindqvist is leading.")


def test_what_is_to_be_done_is_there_for_everyone_and_so_is_that_it_was(bo, ada):
    form = sheet(bo, "Add an action")
    form.get_by_label("What is to be done?").fill("Ring the Leeds hub")
    form.get_by_role("button", name="Add").click()
    ada.get_by_role("button", name="Done: Ring the Leeds hub").click()
    expect(bo.get_by_role("button", name="Not done after all: Ring the Leeds hub")).to_be_visible()


def test_that_it_is_over_is_there_for_everyone(bo, ada):
    form = sheet(bo, "Resolve")
    form.get_by_label("What ended it?").fill("Printer on again.")
    form.get_by_role("button", name="Resolve").click()
    expect(ada.get_by_role("button", name="Start the review")).to_be_visible()


def test_words_caret_and_focus_stay_while_others_change_the_page(install, number, ada):
    field = ada.get_by_label(SAY)
    field.fill("I think it is the printer")
    field.evaluate("field => field.setSelectionRange(7, 7)")
    install.do(scene.rate, number, 2)
    install.do(scene.say, number, "Look at this")
    expect(ada.locator(".standing")).to_contain_text("Major")
    expect(ada.locator(".timeline")).to_contain_text("Look at this")
    ada.keyboard.type("XY")
    expect(field).to_have_value("I thinkXY it is the printer")


def test_an_open_form_stays_as_it_is_while_others_change_the_page(install, number, ada):
    form = sheet(ada, "Post an update")
    words = form.get_by_label("What does everybody need to know?")
    words.press_sequentially("Half a ")
    install.do(scene.rate, number, 2)
    expect(ada.locator(".standing")).to_contain_text("Major")
    ada.keyboard.type("sentence")
    expect(words).to_have_value("Half a sentence")


def test_a_menu_stays_open_while_others_change_the_page(install, number, ada):
    ada.get_by_label("More").click()
    install.do(scene.rate, number, 2)
    expect(ada.locator(".standing")).to_contain_text("Major")
    expect(ada.get_by_role("link", name="Who can see this")).to_be_visible()


def test_the_page_stands_still_while_something_arrives_above(install, number, ada):
    for index in range(12):
        install.do(scene.say, number, f"Line {index}\n\nand more")
    expect(ada.locator(".timeline")).to_contain_text("Line 11")
    place = ada.locator(".entry", has_text="Line 2")
    place.scroll_into_view_if_needed()
    ada.wait_for_timeout(500)
    before = place.bounding_box()["y"]
    install.do(scene.say, number, "The newest")
    expect(ada.locator(".timeline")).to_contain_text("The newest")
    ada.wait_for_timeout(300)
    assert abs(place.bounding_box()["y"] - before) < 3


def test_people_see_who_else_is_here(open_as, number):
    path = f"/incidents/{number}/"
    bo = open_as("bo", None)
    bo.clock.install()
    bo.goto(path)
    ada = open_as("ada", path)
    expect(ada.locator(".presence")).to_contain_text("Bo Lindqvist")
    bo.clock.fast_forward(31_000)
    expect(bo.locator(".presence")).to_contain_text("Ada Moreno")


def test_the_second_to_change_something_is_told_and_nothing_is_lost(bo, ada):
    name = "Not rated yet Change the severity"
    first, second = sheet(bo, name), sheet(ada, name)
    first.get_by_role("radio", name="Minor").check()
    second.get_by_role("radio", name="Major").check()
    second.get_by_label("Why?").fill("Half the city")
    first.get_by_role("button", name="Change severity").click()
    expect(bo.locator(".standing")).to_contain_text("Minor")
    second.get_by_role("button", name="Change severity").click()
    expect(second.get_by_role("alert")).to_contain_text("Bo Lindqvist changed this")
    expect(second.get_by_role("radio", name="Major")).to_be_checked()
    expect(second.get_by_label("Why?")).to_have_value("Half the city")
    expect(ada.locator(".standing")).to_contain_text("Minor")
    second.get_by_role("button", name="Change severity").click()
    expect(bo.locator(".standing")).to_contain_text("Major")


def test_what_is_new_about_it_is_there_for_everyone(install, number, ada):
    part = install.do(scene.open_part, number, "Tell the riders")
    expect(ada.locator(".streams")).to_contain_text("Tell the riders")
    install.do(scene.lead, part, "dee")
    expect(ada.locator(".streams")).to_contain_text("Dee Hartley")
    install.do(scene.thank, number, "ada", "Well spotted")
    expect(ada.locator(".timeline")).to_contain_text("Well spotted")
    install.do(scene.fill_in, number, "ramp", "North gate")
    expect(ada.locator(".facts").first).to_contain_text("North gate")
    install.do(scene.say_when_it_began, number)
    expect(ada.locator(".facts").first).to_contain_text("Started")
    install.do(scene.narrow, number)
    expect(ada.locator(".now .label-chip")).to_contain_text("Restricted")
    expect(ada.get_by_role("heading", name="Who was let in")).to_be_visible()


def test_a_list_moves_by_itself(install, open_as):
    eve = open_as("eve", "/incidents/")
    install.do(scene.report, "Something quite new")
    expect(eve.locator("#found")).to_contain_text("Something quite new")


def test_nothing_private_moves_anything_for_others(install, open_as):
    eve, asked = open_as("eve", "/incidents/"), []
    page_itself = ("/live?", "/static/")  # its stream may only just begin, its pictures still come
    eve.on("request", lambda request: asked.append(request.url))
    secret = install.do(scene.report, "The zebrafish matter", by="cy", private=True)
    install.do(scene.say, secret, "Zebrafish again", by="cy")
    eve.wait_for_timeout(1500)
    assert [url for url in asked if not any(part in url for part in page_itself)] == []
    install.do(scene.report, "For everyone's eyes")
    expect(eve.locator("#found")).to_contain_text("For everyone's eyes")
    expect(eve.locator("body")).not_to_contain_text("zebrafish")


def test_after_a_lost_connection_the_page_catches_up(install, number, ada, watch):
    watch.expected += OUTAGE
    install.do(scene.say, number, "Said before")
    expect(ada.locator(".timeline")).to_contain_text("Said before")
    ada.route("**/live?*", lambda route: route.abort())  # a quick restart would be over before anybody looked
    install.lose("web")
    expect(ada.locator("#announcer[aria-live=polite]")).to_contain_text("Reconnecting")
    expect(ada.locator(".connection")).to_be_visible()
    install.do(scene.say, number, "Said meanwhile")
    ada.unroute("**/live?*")
    expect(ada.locator(".timeline")).to_contain_text("Said meanwhile")
    expect(ada.locator(".connection")).to_be_hidden()


def test_what_happens_while_a_page_is_still_opening_is_not_missed(install, number, open_as):
    page = open_as("ada", None)

    def slowly(route):
        install.do(scene.say, number, "Said in between")
        route.continue_()

    page.route("**/live?*", slowly)
    page.goto(f"/incidents/{number}/")
    expect(page.locator(".timeline")).to_contain_text("Said in between")


HIDE = """
let hidden = true;
Object.defineProperty(Document.prototype, "hidden", { get: () => hidden });
window.lookAt = () => { hidden = false; document.dispatchEvent(new Event("visibilitychange")); };
"""


def test_many_tabs_in_the_background_leave_lines_for_the_one_in_front(install, number, open_as, watch):
    first = open_as("ada", f"/incidents/{number}/")
    for _ in range(6):
        tab = first.context.new_page()
        tab.add_init_script(HIDE)
        watch.page(tab)
        tab.goto(f"/incidents/{number}/")
    last = first.context.new_page()
    last.goto(f"/incidents/{number}/", timeout=10_000)
    install.do(scene.say, number, "Still heard")
    expect(last.locator(".timeline")).to_contain_text("Still heard")
    expect(tab.locator(".timeline")).not_to_contain_text("Still heard")
    tab.evaluate("lookAt()")
    expect(tab.locator(".timeline")).to_contain_text("Still heard")


def test_a_change_that_could_not_be_fetched_is_fetched_a_little_later(install, number, ada, watch):
    watch.expected += OUTAGE
    ada.route("**/parts/**", lambda route: route.abort())
    with ada.expect_event("requestfailed"):
        install.do(scene.say, number, "Said once")
    ada.unroute("**/parts/**")
    expect(ada.locator(".timeline")).to_contain_text("Said once")


def test_a_sheet_opened_as_a_page_leads_back(install, open_as):
    number = install.do(scene.report)
    page = open_as("bo", f"/incidents/{number}/tasks/")
    page.get_by_label("What is to be done?").fill("Ring the depot")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url(f"**/incidents/{number}/")
    expect(page.get_by_role("link", name="Ring the depot")).to_have_count(1)


def test_a_follow_up_is_ticked_off_and_added_in_the_review(install, open_as):
    number = install.do(scene.report)
    install.do(scene.review, number)
    page = open_as("bo", f"/incidents/{number}/review/")
    page.get_by_role("button", name="Done: Hang a lamp").click()
    expect(page.get_by_role("button", name="Not done after all: Hang a lamp")).to_be_visible()
    page.get_by_role("link", name="Add a follow-up").click()
    page.get_by_label("What is to be done?").fill("Paint the edge yellow")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url(f"**/incidents/{number}/review/")
    expect(page.get_by_role("link", name="Paint the edge yellow")).to_be_visible()


def test_a_button_that_somebody_else_used_up_does_not_turn_into_another(open_as, install):
    number = install.do(scene.report, live=False)
    bo, dee = (open_as(each, f"/incidents/{number}/") for each in ("bo", "dee"))
    bo.get_by_role("button", name="Accept: this is an incident").focus()
    dee.get_by_role("button", name="Accept: this is an incident").click()
    expect(bo.get_by_role("button", name="I'll lead")).to_be_visible()
    expect(bo.get_by_role("button", name="I'll lead")).not_to_be_focused()
    expect(bo.locator("main")).to_be_focused()


def test_the_tick_somebody_is_about_to_set_stays_with_its_task(open_as, install, number):
    bo = open_as("bo", f"/incidents/{number}/")
    install.do(scene.ask_for, number, "Call the baker")
    tick = bo.get_by_role("button", name="Done: Call the baker")
    tick.focus()
    install.do(scene.ask_for, number, "Call the dairy")
    expect(bo.get_by_role("button", name="Done: Call the dairy")).to_be_visible()
    expect(tick).to_be_focused()


def test_screen_readers_hear_what_was_done_and_by_whom(open_as, install, number, bo):
    install.do(scene.rate, number, 2, by="dee")
    expect(bo.locator("#announcer")).to_have_text(re.compile("^Dee.* set the severity to S2 Major$"))


def test_trouble_in_a_sheet_is_said_inside_it_and_stays(bo, watch):
    watch.expected += OUTAGE
    dialog = sheet(bo, "Post an update")
    dialog.get_by_role("textbox").first.fill("Half of them are back")
    bo.context.set_offline(True)
    dialog.get_by_role("button", name="Post update").click()
    expect(dialog.get_by_role("alert")).to_contain_text("You seem to be offline")
    bo.context.set_offline(False)
    dialog.get_by_role("button", name="Post update").click()
    expect(dialog).to_be_hidden()
    expect(bo.locator(".timeline")).to_contain_text("Half of them are back")


def test_what_is_said_while_a_dialog_is_open_is_said_inside_it(install, number, bo):
    dialog = sheet(bo, "Post an update")
    install.do(scene.say, number, "The dairy is open again", by="dee")
    expect(dialog.locator("#announcer")).to_contain_text("The dairy is open again")
    bo.keyboard.press("Escape")
    expect(bo.locator("body > #announcer")).to_have_count(1)


def test_a_sheet_says_what_it_is_about(bo):
    sheet(bo, "Resolve")
    expect(bo.get_by_role("dialog")).to_have_accessible_description(re.compile("Everyone who follows"))
