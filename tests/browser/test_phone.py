"""On a phone, in a warehouse, with one thumb."""

from playwright.sync_api import expect

from tests.browser import scene


def test_four_touches_from_the_first_visit_to_a_report(install, open_as):
    page = open_as("dee", width=390)
    page.get_by_label("What's going wrong?").tap()
    page.keyboard.type("The cold room is at nine degrees")
    page.get_by_role("button", name="Report", exact=True).tap()
    page.get_by_role("button", name="Report it").tap()
    expect(page.locator("main").get_by_text("Thank you. It's noted.")).to_be_visible()
    assert "The cold room is at nine degrees" in install.do(scene.incidents)


def test_the_room_has_tabs_one_part_at_a_time(install, open_as):
    page = open_as("dee", f"/incidents/{install.do(scene.report)}/", width=390)
    expect(page.get_by_label("Write to everyone here")).to_be_visible()
    expect(page.get_by_role("heading", name="Actions")).to_be_hidden()
    page.locator(".part-tabs").get_by_text("Tasks").tap()
    expect(page.get_by_role("heading", name="Actions")).to_be_visible()
    expect(page.get_by_label("Write to everyone here")).to_be_hidden()


def test_a_chosen_tab_stays_when_something_changes(install, open_as):
    number = install.do(scene.report)
    page = open_as("dee", f"/incidents/{number}/", width=390)
    page.locator(".part-tabs").get_by_text("People").tap()
    install.do(scene.rate, number, 2)
    expect(page.locator(".standing")).to_contain_text("Major")
    expect(page.get_by_text("Reported by")).to_be_visible()


def test_what_sends_stays_in_sight_above_the_keyboard(open_as):
    page = open_as("dee", "/report/", width=390)
    page.get_by_label("What's going wrong?").tap()
    page.set_viewport_size({"width": 390, "height": 480})  # as a phone's keyboard leaves it
    page.keyboard.type("The cold room is at nine degrees")
    expect(page.get_by_role("button", name="Report it")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="My work")).to_be_hidden()
    expect(page.get_by_label("What's going wrong?")).to_be_in_viewport(ratio=1)


def test_whoever_finds_theirs_among_what_is_known_takes_their_words_along(install, open_as):
    number = install.do(scene.report, "Parcels pile up at dock 9")
    page = open_as("dee", "/report/", width=390)
    page.get_by_label("What's going wrong?").fill("Parcels pile up, forty by now")
    page.get_by_role("button", name="Me too").first.tap()
    expect(page.locator("main").get_by_text("You follow it now, too.")).to_be_visible()
    expect(page.get_by_label("Write to everyone here")).to_have_value("Parcels pile up, forty by now")
    assert f"/incidents/{number}/" in page.url
    page.goto("/report/")
    expect(page.get_by_label("What's going wrong?")).to_have_value("")


def test_a_press_meant_for_what_stood_there_before_is_no_me_too(install, open_as):
    install.do(scene.report, "Kettles leak in canteen 12")
    page = open_as("dee", "/report/", width=390)
    time = page.context.new_cdp_session(page)
    time.send("Animation.enable")
    time.send("Animation.setPlaybackRate", {"playbackRate": 0})
    page.get_by_label("What's going wrong?").fill("Kettles leak")
    box = page.get_by_role("button", name="Me too").first.bounding_box()
    page.touchscreen.tap(box["x"] + 20, box["y"] + 20)
    page.wait_for_timeout(300)
    assert page.url.endswith("/report/")
    time.send("Animation.setPlaybackRate", {"playbackRate": 1})
    page.get_by_role("button", name="Me too").first.tap()
    expect(page.locator("main").get_by_text("You follow it now, too.")).to_be_visible()


def test_what_is_to_be_handed_over_is_copied_without_https_too(open_as):
    page = open_as("gus", None, width=390)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto("/people/invitations/")
    page.get_by_label("Email").fill("new@example.org")
    page.get_by_role("button", name="Create invitation").tap()
    page.get_by_role("button", name="Copy").tap()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()


def test_a_menu_fits_on_the_narrowest_screen(install, open_as):
    page = open_as("dee", f"/incidents/{install.do(scene.report, live=False)}/", width=320)
    page.get_by_label("More").tap()
    box = page.get_by_role("link", name="Who can see this").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
