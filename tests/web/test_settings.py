"""Every setting: its page, its line, its schema, and that each door reads what another wrote."""

import pytest

from turnout.core.blueprints.settings import ONLY, settings
from turnout.core.values import JSON, Reading, take_parts, write_parts

pytestmark = pytest.mark.once


@pytest.fixture
def gus(world, browser_as):
    return browser_as(world.gus)


def test_every_setting_with_a_page_has_its_list_and_a_form_for_each_item(gus):
    for setting in settings().values():
        if setting.page is None:
            continue
        listed = gus.get(f"/settings/{setting.page.path}/", follow=True)
        assert listed.status_code == 200, setting.section
        if setting.page.new:
            assert gus.get(f"/settings/{setting.page.path}/new/").status_code == 200
        if setting.model is not None and not setting.is_one:
            for row in setting.rows()[:2]:
                assert gus.get(f"/settings/{setting.page.path}/{row.pk}/").status_code == 200


def test_what_is_set_reads_the_same_from_json(world):
    for setting in settings().values():
        for key, data in setting.items().items():
            reading = Reading(JSON)
            read, _given = take_parts(setting.fields, write_parts(setting.fields, data), reading)
            assert reading.faults == [], (setting.section, key)
            assert read == data, (setting.section, key)


def test_every_setting_has_a_schema_that_names_what_has_to_be_there(world):
    for setting in settings().values():
        schema = setting.schema()
        assert schema["type"] == "object"
        assert set(schema["properties"]) == set(setting.fields)
        needed = [name for name, each in setting.fields.items() if each.required]
        assert schema.get("required", []) == needed


def test_what_others_name_is_found_by_its_key_and_by_its_id(world):
    for setting in settings().values():
        keys = set(setting.present()) - {ONLY}
        assert keys <= {each.key for each in setting.named()}, setting.section


def test_an_intake_page_is_removed_like_anything_else(world, gus):
    gus.post("/settings/intake-pages/new/", {"name": "Dock", "allows_anonymous": "on", "in_use": "on"})
    page = next(iter(settings()["intake_pages"].rows()))
    gus.post(f"/settings/intake-pages/{page.pk}/", {"name": "The dock", "place": "Leeds", "type": ""})
    assert settings()["intake_pages"].present()[page.key]["place"] == "Leeds"
    gus.post(f"/settings/intake-pages/{page.pk}/removal/")
    assert not settings()["intake_pages"].present()
