"""Everything works from the keyboard, and one always sees where one is."""

import re

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
    page.wait_for_url("**/")


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


def test_enter_beside_the_sentence_reports_it(demo, opened):
    demo.do(scene.let_anyone_tell)
    page = opened(demo, "ada", "/report/")
    page.get_by_label("What's going wrong?").fill("The oven of kitchen 4 hangs")
    page.get_by_text("Where it is, or how bad").click()
    page.get_by_label("Where?").fill("Leeds")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def test_enter_after_a_word_takes_a_report_in_and_merges_nothing(install, open_as):
    install.do(scene.report, "The goods lift of hall 9 is stuck")
    number = install.do(scene.report, "Goods lift stuck in hall 9", by="dee", live=False)
    page = open_as("bo", "/triage/")
    report = page.get_by_role("article", name="Goods lift stuck in hall 9")
    expect(report.get_by_role("button", name="Part of this")).to_be_visible()
    report.get_by_label("A word to whoever reported it").fill("Well seen")
    page.keyboard.press("Enter")
    expect(report).to_be_hidden()
    page.goto(f"/incidents/{number}/")
    expect(page.locator(".timeline")).to_contain_text("accepted this as an incident")
