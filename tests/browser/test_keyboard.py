"""Everything works from the keyboard, and one always sees where one is."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import scene

FOCUSED = """() => {
  const at = document.activeElement;
  if (at === document.body) return { word: "", seen: false };
  const marked = (each) => {
    const look = each && getComputedStyle(each);
    return look && (look.outlineStyle !== "none" || look.boxShadow !== "none");
  };
  const around = at.closest("label, .composer, .search-field");
  const word = at.getAttribute("aria-label") || at.labels?.[0]?.textContent || at.textContent || at.name;
  return {
    word: word.replace(/\\s+/g, " ").trim(),
    seen: at.matches(":focus-visible") && (marked(at) || marked(around)),
  };
}"""


def tab_to(page: Page, word: str, most: int = 80) -> None:
    """Press Tab until what has the focus is called so; at each step the focus must be seen."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        passed.append(at["word"])
        if re.search(word, at["word"]):
            assert at["seen"], f"the focus on {at['word']!r} can't be seen"
            return
    raise AssertionError(f"{word!r} is not reached by Tab; passed {passed}")


def press(page: Page, word: str) -> None:
    tab_to(page, word)
    page.keyboard.press("Enter")


def test_an_incident_is_lived_from_report_to_review_without_a_mouse(open_as):
    page = open_as("bo")
    page.keyboard.press("r")
    expect(page.get_by_label("What's going wrong?")).to_be_focused()
    page.keyboard.type("Vans stand still in Leeds")
    press(page, "^Report it")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vans stand still in Leeds")

    press(page, "^Accept")
    expect(page.get_by_role("link", name="Post an update")).to_be_visible()
    press(page, "Change the severity")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to(page, "Critical|Major|Moderate|Minor|Note")
    page.keyboard.press("ArrowDown")
    press(page, "^Change severity")
    expect(page.locator(".standing")).not_to_contain_text("Not rated")

    tab_to(page, "Write to everyone here")
    page.keyboard.type("I'll ring the depot")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".timeline")).to_contain_text("I'll ring the depot")

    page.reload()
    press(page, "^Resolve")
    expect(page.get_by_label("What ended it?")).to_be_focused()
    page.keyboard.type("They roll again")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Start the review")).to_be_visible()
    page.reload()
    press(page, "^Start the review")
    page.wait_for_url("**/review/text/")
    tab_to(page, "^What we learned")
    page.keyboard.type("Somebody rang early. ")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/review/")
    press(page, "^Publish")
    expect(page.locator(".eyebrow")).to_contain_text("Published")


def test_a_closed_sheet_gives_the_focus_back(install, open_as):
    page = open_as("bo", f"/incidents/{install.do(scene.report)}/")
    press(page, "^Resolve")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Resolve", exact=True)).to_be_focused()


def test_focus_cannot_leave_an_open_sheet(install, open_as):
    page = open_as("bo", f"/incidents/{install.do(scene.report)}/")
    press(page, "^Resolve")
    expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )


def test_one_key_each_for_help_search_and_home(open_as):
    page = open_as("bo", "/people/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Tab")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url(re.compile(r"//[^/]+/$"))


def test_a_key_pressed_while_writing_is_only_a_letter(install, open_as):
    number = install.do(scene.report)
    page = open_as("bo", f"/incidents/{number}/")
    page.get_by_label("Write to everyone here").focus()
    page.keyboard.type("r/?gh")
    expect(page.get_by_label("Write to everyone here")).to_have_value("r/?gh")
    assert page.url.endswith(f"/incidents/{number}/")


def test_everything_is_found_from_one_field(install, open_as):
    install.do(scene.report, "Walnuts in the salad")
    page = open_as("bo")
    page.keyboard.press("Control+k")
    page.keyboard.type("walnuts")
    page.get_by_role("dialog").get_by_role("link", name="Walnuts in the salad").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Walnuts in the salad")


def test_a_list_is_walked_with_j_and_k(install, open_as):
    install.do(scene.report, "First of two")
    install.do(scene.report, "Second of two")
    page = open_as("bo", "/incidents/")
    for key in "jjk":
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Second of two")


def test_the_first_tab_offers_to_skip_to_the_page(open_as):
    page = open_as("bo", "/people/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["word"] == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_button_stays_in_sight_on_a_low_screen(demo, opened):
    page = opened(demo, "ada", "/report/?type=privacy&reported_as=confidential")
    page.set_viewport_size({"width": 1366, "height": 620})
    expect(page.get_by_text("Only these may learn")).to_be_attached()
    expect(page.get_by_role("button", name="Report it")).to_be_in_viewport(ratio=1)


def test_enter_while_writing_a_word_in_triage_decides_nothing(install, open_as):
    install.do(scene.report, "Card payments fail in Lisbon", live=False)
    install.do(scene.report, "Payments by card fail in Lisbon", live=False)
    page = open_as("bo", "/triage/")
    card = page.get_by_role("article", name="Payments by card fail in Lisbon")
    expect(card.get_by_role("button", name="Part of this")).to_be_visible()
    card.get_by_label("A word to whoever reported it").fill("Thank you")
    page.keyboard.press("Enter")
    page.reload()
    expect(card).to_be_visible()


def test_enter_sends_the_severity_that_was_chosen(install, open_as):
    page = open_as("bo", f"/incidents/{install.do(scene.report)}/")
    press(page, "Change the severity")
    tab_to(page, "Critical|Major|Moderate|Minor|Note")
    page.keyboard.press("ArrowDown")
    tab_to(page, "^Why")
    page.keyboard.type("Half the city")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".timeline")).to_contain_text("Half the city")


def test_enter_in_a_field_of_a_report_sends_the_report(install, open_as):
    install.do(scene.let_anyone_tell)
    page = open_as("dee", "/report/")
    page.keyboard.type("The cold room is warm")
    page.get_by_text("Where it is, or how bad").click()
    page.get_by_label("Where?").fill("Leeds")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The cold room is warm")


def test_enter_on_a_ticked_row_takes_nothing_along(install, open_as):
    install.do(scene.report)
    page = open_as("bo", "/incidents/")
    page.on("download", lambda _: pytest.fail("Enter exported the list"))
    page.get_by_role("checkbox").first.check()
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert page.url.endswith("/incidents/")


def test_single_keys_can_be_switched_off_for_good(open_as):
    page = open_as("bo", "/people/")
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Use single keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("r")
    page.keyboard.press("?")
    assert page.url.endswith("/people/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Find anything")).to_be_visible()


def test_a_form_that_comes_back_puts_the_focus_on_what_needs_another_look(open_as):
    page = open_as("gus", "/settings/notification-rules/new/")
    page.get_by_label("Name", exact=True).fill("Cold chain")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one team")


def test_that_something_was_saved_is_heard(open_as):
    page = open_as("gus", "/profile/")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#announcer")).to_contain_text("Saved")


def test_all_that_is_shown_is_ticked_at_once_and_let_go_again(install, open_as):
    for name in ("First to tick", "Second to tick"):
        install.do(scene.report, name)
    page = open_as("bo", "/incidents/?q=tick")
    boxes = page.locator("#picked [name=number]")
    expect(boxes).to_have_count(2)
    boxes.first.check()
    page.get_by_role("button", name="Tick all shown").click()
    expect(page.locator(".picked-count")).to_have_text("2 picked")
    page.get_by_role("button", name="Tick none").click()
    expect(page.locator(".picked-bar")).to_be_hidden()
    expect(page.locator("#picked .row-link").first).to_be_focused()


def test_enter_pressed_before_the_answer_is_there_goes_to_what_was_typed(install, open_as):
    install.do(scene.report, "Walnuts in the soup")
    page = open_as("bo")
    page.route("**/search/?q=*", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.keyboard.press("Control+k")
    page.keyboard.type("walnuts in the soup")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Walnuts in the soup")


def test_how_much_was_found_and_who_can_be_mentioned_is_heard(install, open_as):
    page = open_as("bo", f"/incidents/{install.do(scene.report, 'Almonds in the soup')}/")
    page.keyboard.press("Control+k")
    page.keyboard.type("almonds")
    expect(page.get_by_role("dialog").get_by_role("status").first).to_have_text(
        "One found. The down arrow goes there."
    )
    page.keyboard.press("Escape")
    page.get_by_label("Write to everyone here").focus()
    page.keyboard.type("@d")
    expect(page.locator("#announcer")).to_contain_text("people to mention")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Write to everyone here")).to_have_value(re.compile(r"^@D\w+ .*"))


def test_a_person_is_chosen_by_typing_some_of_their_name(install, open_as):
    number = install.do(scene.report, "Pecans in the soup")
    page = open_as("bo", f"/incidents/{number}/roles/lead/")
    field = page.get_by_role("combobox", name="Or choose someone")
    field.press_sequentially("cy")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Enter")
    expect(field).to_have_value(re.compile("^Cy"))
    expect(field).to_have_attribute("aria-expanded", "false")
    assert page.locator("person-picker input[type=hidden]").input_value()


def test_a_menu_closes_when_the_focus_leaves_it(install, open_as):
    page = open_as("bo", f"/incidents/{install.do(scene.report)}/")
    page.get_by_label("More", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Who can see this")).to_be_visible()
    tab_to(page, "Write to everyone here")
    expect(page.get_by_role("link", name="Who can see this")).to_be_hidden()


def test_what_was_decided_hands_the_focus_to_the_next(install, open_as):
    for each in ("First", "Second"):
        install.do(scene.report, f"{each} lamp flickers", live=False)
    page = open_as("bo", "/triage/")
    page.locator("a.step", has_text="First lamp").focus()
    page.keyboard.press("a")
    expect(page.locator("a.step", has_text="Second lamp")).to_be_focused()


def test_a_notification_is_read_without_leaving_the_list(install, open_as):
    install.do(scene.say, install.do(scene.report, "Lamp hums"), "@Dee Hartley is it so?")
    page = open_as("dee", "/notifications/")
    mention = page.get_by_role("button", name=re.compile("Mark as read: .*Lamp hums"))
    mention.first.focus()
    page.keyboard.press("Enter")
    expect(mention).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Earlier")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_enter_ends_what_is_one_line_only(install, open_as):
    page = open_as("bo", f"/incidents/{install.do(scene.report)}/")
    press(page, "^Add an action")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.type("Ring the dairy")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Done: Ring the dairy")).to_be_visible()
