"""⌘K: anything, by a few letters."""

from turnout.core.people.models import Person


def test_an_incident_is_found_by_its_words_and_by_its_number(world, browser_as):
    incident = world.raise_incident("Oven cold in Lyon")
    ada = browser_as(world.ada)
    for words in ("oven", f"INC-{incident.number}"):
        assert b"Oven cold in Lyon" in ada.get("/search/", {"q": words}).content


def test_people_and_places_are_found_too(world, browser_as):
    page = browser_as(world.ada).get("/search/", {"q": "bo lind"}).content
    assert b"Bo Lindqvist" in page
    assert b"/work/" in browser_as(world.ada).get("/search/", {"q": "my work"}).content


def test_whose_name_begins_so_comes_before_what_somebody_does(world, browser_as):
    Person.objects.filter(pk=world.ada.pk).update(title="Finnish desk", folded="ada moreno\nfinnish desk")
    page = browser_as(world.bo).get("/search/", {"q": "finn"}).content.decode()
    assert page.index("Finn Gallagher") < page.index("Ada Moreno")


def test_eve_finds_nothing_private(world, browser_as):
    incident = world.raise_incident("Letter from a lawyer", private=True)
    for words in ("letter", str(incident.number)):
        assert b"Letter from" not in browser_as(world.eve).get("/search/", {"q": words}).content


def test_the_palette_gets_only_what_was_found(world, browser_as):
    world.raise_incident("Oven cold in Lyon")
    answer = browser_as(world.ada).get("/search/", {"q": "oven"}, headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert b"Oven cold in Lyon" in answer.content


def test_the_system_page_is_offered_to_admins_only(world, browser_as):
    assert b"/system/" in browser_as(world.gus).get("/search/", {"q": "jobs"}).content
    assert b"/system/" not in browser_as(world.ada).get("/search/", {"q": "jobs"}).content
