"""The packs that come with Turnout."""

import pytest

from turnout.core.blueprints.actions import apply_blueprint, install_packs, plan_blueprint
from turnout.core.blueprints.documents import read_blueprint
from turnout.core.blueprints.exporting import export
from turnout.core.blueprints.packs import ORDER, blueprint_of, packs
from turnout.core.people.actions.founding import found_organization
from turnout.incidents.definitions.actions.definitions import change_definition
from turnout.incidents.models import Discipline, IncidentType


@pytest.fixture
def owner(db):
    return found_organization(
        name="New", timezone="UTC", owner_name="Nia Bold", email="nia@example.org", password=None
    )


def test_every_pack_is_sound_and_brings_a_discipline_with_its_words(owner):
    install_packs(ORDER, by=owner)
    assert list(Discipline.objects.values_list("key", flat=True)) == list(ORDER)
    for each in Discipline.objects.all():
        assert IncidentType.objects.filter(discipline=each).exists()
    assert len({pack.name for pack in packs().values()}) == 10


@pytest.mark.parametrize("key", ORDER)
def test_each_pack_needs_only_what_all_have(owner, key):
    install_packs([key], by=owner)
    assert list(IncidentType.objects.values_list("key", flat=True))[-1] == "unsure"
    assert plan_blueprint(blueprint_of([key]), by=owner).changes == []


@pytest.mark.parametrize("key", ORDER)
def test_each_pack_asks_a_little_and_never_holds_up_a_report(key):
    pack = packs()[key].blueprint()
    forms = [each.data for each in pack.items["forms"].values()]
    assert {form["type"] for form in forms} == set(pack.items["incident_types"])
    assert 3 <= len(pack.items["custom_fields"]) <= 6
    for form in forms:
        if form["occasion"] == "declare":
            assert len(form["questions"]) <= 2
            assert {each["required"] for each in form["questions"]} == {"never"}
    asked = {each["field"] for form in forms for each in form["questions"]}
    assert asked == set(pack.items["custom_fields"])


def test_installing_twice_leaves_own_words_alone(owner):
    install_packs(["finance"], by=owner)
    change_definition(IncidentType.objects.get(key="finance"), invitation="Pay and books", by=owner)
    install_packs(["finance", "legal"], by=owner)
    assert IncidentType.objects.get(key="finance").invitation == "Pay and books"
    assert IncidentType.objects.filter(key="legal").exists()


def test_all_packs_together_come_out_as_they_went_in(owner):
    install_packs(ORDER, by=owner)
    text = export()
    assert apply_blueprint(read_blueprint([("all.yaml", text)]), by=owner, remove=True).changes == []
    assert export() == text
