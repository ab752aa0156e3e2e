"""The glossary for scripts: in an order, and found by words."""

import pytest

from tests.api.script import pointers
from turnout.incidents.models import Term

PATH = "/v2/glossary_entries"


@pytest.fixture
def script(world, script_of):
    return script_of(world.gus)


def entry(script, item, description="What it means", **more):
    body = {"item": item, "description": description, **more}
    return script.post(PATH, body, 201)["glossary_entry"]


def items(script, **query):
    return [each["item"] for each in script.get(PATH, **query)["glossary_entries"]]


def test_entries_stand_where_they_are_put_and_are_found_by_what_they_say(world, script, script_of):
    made = [entry(script, each) for each in ("PSP", "Depot")]
    entry(script, "Hub", "Where the riders' bikes are", after=made[0]["id"])
    assert items(script) == ["PSP", "Hub", "Depot"]
    assert items(script, search="bikes") == ["Hub"] and items(script, search="psp") == ["PSP"]
    ranks = [{"resource_id": each.pk, "rank": -each.rank} for each in Term.objects.all()]
    assert pointers(script.put(f"{PATH}/actions/update_ranks", {"rank_updates": ranks[1:]}, 422))
    answer = script.put(f"{PATH}/actions/update_ranks", {"rank_updates": ranks})
    assert [each["item"] for each in answer["glossary_entries"]] == items(script) == ["Depot", "Hub", "PSP"]
    script.post(PATH, {"item": "PSP", "description": "Again"}, 422)
    script.delete(f"{PATH}/{made[0]['id']}")
    entry(script, "PSP", "Another one")  # its word is free again
    assert items(script_of(world.eve)) == ["Depot", "Hub", "PSP"]
