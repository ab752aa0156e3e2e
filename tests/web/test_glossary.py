"""The glossary in a browser without scripts."""

import pytest

from turnout.incidents.models import Term


@pytest.mark.once
def test_a_word_is_explained_by_an_admin_and_found_by_everyone(world, browser_as):
    gus, eve = browser_as(world.gus), browser_as(world.eve)
    assert b"No words yet" in eve.get("/glossary/").content
    word = {"name": "Cold chain", "description": "Fridges and vans that keep medicine <cold>"}
    gus.post("/settings/terms/new/", word)
    assert Term.objects.get().key == "cold_chain"
    for page in ("/glossary/", "/search/?q=CHAIN"):
        assert b"keep medicine &lt;cold&gt;" in eve.get(page).content
    assert b"cold_chain" in eve.get("/search/?q=cold", headers={"HX-Request": "true"}).content
    assert b"keep medicine" not in eve.get("/search/?q=medicine").content  # its word is what is looked up
    assert eve.get("/settings/terms/").status_code == 403
