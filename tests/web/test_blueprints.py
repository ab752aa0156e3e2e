"""The settings as a file, and packs, in the browser."""

import re

import pytest

from turnout.core.blueprints.exporting import export
from turnout.core.people.actions.teams import create_team
from turnout.incidents.models import AudienceRule, IncidentType, Role

LEAD = "roles:\n  lead:\n    name: Captain\n"


@pytest.fixture
def gus(world, browser_as):
    return browser_as(world.gus)


def planned(page):
    return re.findall(r'name="planned" value="(\w+)"', page.content.decode())[0]


def test_only_who_looks_after_settings_comes_in(world, browser_as):
    for path in ("blueprint/", "blueprint/file/", "packs/", "packs/legal/"):
        assert browser_as(world.bo).get(f"/settings/{path}").status_code == 403


def test_what_is_downloaded_can_be_uploaded_and_changes_nothing(gus):
    text = gus.get("/settings/blueprint/file/").content.decode()
    assert text == export()
    assert b"Nothing would change" in gus.post("/settings/blueprint/plan/", {"text": text}).content


def test_a_file_shows_what_it_would_change_then_changes_it(gus):
    page = gus.post("/settings/blueprint/plan/", {"text": LEAD})
    assert b"<del>Lead</del> <ins>Captain</ins>" in page.content
    assert Role.objects.get(key="lead").name == "Lead"
    answer = gus.post("/settings/blueprint/application/", {"text": LEAD, "planned": planned(page)})
    assert answer.status_code == 302
    assert Role.objects.get(key="lead").name == "Captain"


def test_what_is_wrong_is_shown_with_its_line_and_the_text_is_kept(gus):
    page = gus.post("/settings/blueprint/plan/", {"text": LEAD.replace("name", "nmae")})
    assert page.status_code == 422
    said = page.content.decode()
    assert "Line 3" in said and "Did you mean “name”?" in said and "nmae: Captain" in said


def test_a_plan_that_grew_old_is_shown_anew_instead_of_applied(world, gus):
    page = gus.post("/settings/blueprint/plan/", {"text": LEAD})
    create_team("Drivers", by=world.gus)
    answer = gus.post("/settings/blueprint/application/", {"text": LEAD, "planned": planned(page)})
    assert answer.status_code == 409
    assert Role.objects.get(key="lead").name == "Lead"
    again = gus.post("/settings/blueprint/application/", {"text": LEAD, "planned": planned(answer)})
    assert again.status_code == 302


@pytest.mark.parametrize("text", ["", "   ", "\x00", "{[", "a: 1", "- b", "x" * 600_000])
def test_anything_may_be_pasted(gus, text):
    assert gus.post("/settings/blueprint/plan/", {"text": text}).status_code == 422


def test_a_pack_says_what_it_brings_and_an_owner_adds_it(world, browser_as):
    finn = browser_as(world.finn)
    assert finn.get("/settings/packs/").status_code == 200
    page = finn.get("/settings/packs/legal/")
    assert b"Add this pack" in page.content
    assert finn.post("/settings/packs/legal/", {"planned": planned(page)}).status_code == 302
    assert AudienceRule.objects.get(name="Legal").lets_in
    assert b"You have all of it" in finn.get("/settings/packs/legal/").content


def test_who_is_no_owner_reads_why_a_pack_with_private_rules_is_not_theirs_to_add(gus):
    page = gus.get("/settings/packs/legal/").content.decode()
    assert "Only an owner" in page
    assert "Ask one of them:" in page
    assert "Finn Gallagher" in page
    assert "Add this pack" not in page
    assert "Nothing was changed" not in page, "nobody tried anything"


def test_a_pack_leaves_own_words_alone_unless_asked(world, browser_as):
    finn = browser_as(world.finn)
    IncidentType.objects.filter(key="legal").update(invitation="A letter came")
    page = finn.get("/settings/packs/legal/")
    assert b"A letter came" not in page.content
    whole = finn.get("/settings/packs/legal/?anew")
    assert b"<del>A letter came</del>" in whole.content
    finn.post("/settings/packs/legal/?anew", {"planned": planned(whole)})
    assert IncidentType.objects.get(key="legal").invitation == "A legal concern"


def test_what_is_no_pack_is_404(gus):
    assert gus.get("/settings/packs/astrology/").status_code == 404
