"""The gallery draws every component, and only for those who may change settings."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import get_template

from turnout import web
from turnout.web.gallery.show import Example

COMPONENTS = Path(web.__file__).parent / "components"


def test_the_gallery_shows_every_component_to_an_admin(world, browser_as):
    page = browser_as(world.gus).get("/gallery/")
    assert page.status_code == 200
    assert page.content.decode().count('class="sev sev-') > 10


def test_the_gallery_is_not_there_for_others(world, browser_as):
    assert browser_as(world.ada).get("/gallery/").status_code == 404


def test_no_page_holds_inline_script_or_style(world, browser_as):
    page = browser_as(world.gus).get("/gallery/").content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)


def test_every_linked_static_file_is_there(world, browser_as):
    page = browser_as(world.gus).get("/gallery/").content.decode()
    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    assert linked
    assert [path for path in linked if finders.find(path) is None] == []


def test_every_component_can_be_read():
    for path in COMPONENTS.glob("*.html"):
        get_template(f"components/{path.name}")


def test_a_field_says_what_is_wrong_where_a_screen_reader_finds_it():
    form = Example({"mail": "ada at work"})
    drawn = form["mail"].as_field_group()
    assert 'aria-invalid="true"' in drawn
    assert "id_mail_error" in re.findall(r'aria-describedby="([^"]+)"', drawn)[0].split()
    assert 'id="id_mail_error"' in drawn
