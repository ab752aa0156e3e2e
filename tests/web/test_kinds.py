"""The settings pages for types, severities, statuses and roles."""

import re

import pytest

from turnout.core.blueprints.settings import settings
from turnout.incidents.models import Discipline, IncidentType, Role, Severity, Status
from turnout.web.settings import show


@pytest.fixture
def gus(world, browser_as):
    return browser_as(world.gus)


def test_only_who_looks_after_settings_comes_in(world, browser_as):
    answer = browser_as(world.bo).get("/settings/roles/new/")
    assert answer.status_code == 403
    assert f"/people/{world.gus.pk}/" in answer.content.decode(), "it names who could help"


def test_every_place_of_the_settings_opens_for_whoever_looks_after_them(gus):
    groups = gus.get("/settings/").context["groups"]
    for place in (each for _title, places in groups for each in places):
        assert gus.get(place.address).status_code == 200, place.title


def test_what_a_room_lets_set_is_found_without_being_put_into_a_group(gus, monkeypatch):
    monkeypatch.setattr(show, "GROUPS", ())
    page = gus.get("/settings/").content.decode()
    paths = [each.page.path for each in settings().values() if each.page and each.page.summary]
    assert "roles" in paths and all(f'href="/settings/{path}/"' in page for path in paths)


def test_every_word_leads_to_where_it_is_changed(gus):
    for kind, name in (
        (Severity, "severities"),
        (IncidentType, "incident-types"),
        (Role, "roles"),
        (Discipline, "departments"),
    ):
        page = gus.get(f"/settings/{name}/").content.decode()
        for each in kind.objects.all():
            assert f"/settings/{name}/{each.pk}/" in page
            assert gus.get(f"/settings/{name}/{each.pk}/").status_code == 200


def test_a_type_is_added_and_stands_on_the_report_page(world, gus, browser_as):
    wanted = {
        "name": "Food",
        "invitation": "Food that isn't right",
        "icon": "utensils",
        "visibility": "restricted",
    }
    answer = gus.post("/settings/incident-types/new/", wanted, follow=True)
    assert b"Saved." in answer.content and b"Food that isn" in answer.content
    page = browser_as(world.ada).get("/report/").content.decode()
    assert "Food that isn&#x27;t right" in page
    assert IncidentType.objects.get(name="Food").is_private


def test_a_kind_is_called_the_same_wherever_its_settings_name_it(gus):
    kind = IncidentType.objects.get(key="operations")
    listed = gus.get("/settings/incident-types/").content.decode()
    assert f"Move {kind.invitation} down" in listed
    assert f"In lists: {kind.name}" in listed
    page = gus.get(f"/settings/incident-types/{kind.pk}/").content.decode()
    assert re.search(rf"<h1>\s*<bdi>{kind.invitation}</bdi>\s*</h1>", page)


def test_a_severity_is_worded_anew_but_there_are_always_five(gus):
    worst = Severity.objects.get(rank=1)
    gus.post(f"/settings/severities/{worst.pk}/", {"name": "Red", "meaning": "Somebody may die"})
    assert Severity.objects.get(rank=1).name == "Red"
    assert gus.get("/settings/severities/new/").status_code == 404
    assert gus.post(f"/settings/severities/{worst.pk}/removal/").status_code == 404


def test_the_sort_of_a_status_cannot_be_changed_behind_its_back(gus):
    status = Status.objects.get(key="fixing")
    gus.post(f"/settings/statuses/{status.pk}/", {"name": "Mending", "meaning": "", "category": "closed"})
    status.refresh_from_db()
    assert (status.name, status.category) == ("Mending", "live")


def test_what_is_used_says_why_it_stays(world, gus):
    role = Role.objects.get(key="scribe")
    assert gus.post(f"/settings/roles/{role.pk}/removal/").status_code == 302
    kind = IncidentType.objects.get(key="finance")
    world.raise_incident(type=kind)
    answer = gus.post(f"/settings/incident-types/{kind.pk}/removal/")
    assert answer.status_code == 409
    assert "is in use, so it can&#x27;t be removed" in answer.content.decode()


@pytest.mark.parametrize("address", ["colours/new/", "roles/nobody/", "merged/01M851FBWZ58QJBH61K1BFP0SE/"])
def test_what_is_not_there_is_404(gus, address):
    assert gus.get(f"/settings/{address}").status_code == 404


def test_a_part_of_the_company_is_added_worded_and_let_go(world, gus):
    gus.post("/settings/departments/new/", {"name": "Wards", "icon": "stethoscope"})
    wards = Discipline.objects.get(name="Wards")
    gus.post(f"/settings/departments/{wards.pk}/", {"name": "The wards", "icon": "heart-pulse"})
    assert b"The wards" in gus.get("/settings/departments/").content
    gus.post(f"/settings/departments/{wards.pk}/removal/")
    assert not Discipline.objects.filter(pk=wards.pk).exists()
    world.raise_incident(type=IncidentType.objects.get(key="operations"))
    assert gus.post("/settings/departments/operations/removal/").status_code == 409


@pytest.mark.parametrize(
    ("name", "kinds"), [("incident-types", IncidentType), ("roles", Role), ("departments", Discipline)]
)
def test_words_change_places(gus, name, kinds):
    first, second = (str(each.pk) for each in kinds.objects.all()[:2])
    answer = gus.post(f"/settings/{name}/{first}/place/", {"to": "down"})
    assert answer.url == f"/settings/{name}/#item-{first}"
    gus.post(f"/settings/{name}/{second}/place/", {"to": "up"})  # it is the first already
    assert [str(each.pk) for each in kinds.objects.all()[:2]] == [second, first]


def test_how_bad_it_is_has_its_order_for_good(gus):
    worst = Severity.objects.get(rank=1)
    assert gus.post(f"/settings/severities/{worst.pk}/place/", {"to": "down"}).status_code == 404
