"""The page of what somebody was told, and the bell."""

from typing import Any

import pytest

from tests.keeping import change_label
from tests.questions import questions
from tests.world import World
from turnout.core.notify.actions.tell import tell
from turnout.core.notify.models import Notification
from turnout.incidents.models import Incident


@pytest.fixture
def told(world: World) -> Notification:
    incident = world.raise_incident()
    return tell(
        [world.bo],
        "incident.mention",
        about=None,
        subject=incident,
        title="Ada mentioned <you>",
        path=f"/incidents/{incident.number}/",
    )[0]


def test_what_is_new_stands_there_and_on_the_bell(world: World, told: Notification, browser_as: Any) -> None:
    page = browser_as(world.bo).get("/notifications/").content.decode()
    assert "Ada mentioned &lt;you&gt;" in page
    assert "Notifications, 1 new" in page
    assert "Notifications, 1 new" in browser_as(world.bo).get("/notifications/bell/").content.decode()


def test_following_it_is_having_read_it(world: World, told: Notification, browser_as: Any) -> None:
    answer = browser_as(world.bo).get(f"/notifications/{told.id}/")
    assert answer["Location"] == told.path
    told.refresh_from_db()
    assert told.is_read


def test_others_cannot_follow_or_mark_it(world: World, told: Notification, browser_as: Any) -> None:
    cy = browser_as(world.cy)
    assert cy.get(f"/notifications/{told.id}/").status_code == 404
    cy.post("/notifications/reading/", {"id": told.id})
    told.refresh_from_db()
    assert not told.is_read


@pytest.mark.parametrize("which", ["this", "all"])
def test_it_can_be_marked_as_read(world: World, told: Notification, browser_as: Any, which: str) -> None:
    browser_as(world.bo).post("/notifications/reading/", {"id": told.id} if which == "this" else {})
    told.refresh_from_db()
    assert told.is_read


def test_what_became_private_is_gone_from_the_list(world: World, told: Notification, browser_as: Any) -> None:
    change_label(Incident.objects.get(pk=told.subject_id), "restricted", by=world.ada)
    bo = browser_as(world.bo)
    assert "mentioned" not in bo.get("/notifications/").content.decode()
    assert bo.get(f"/notifications/{told.id}/").status_code == 404


def test_an_empty_page_says_what_will_stand_there(world: World, browser_as: Any) -> None:
    assert "Nothing yet" in browser_as(world.eve).get("/notifications/").content.decode()


def test_a_full_page_takes_few_queries(world: World, browser_as: Any) -> None:
    incident = world.raise_incident()
    for number in range(30):
        tell([world.bo], "incident.mention", about=None, subject=incident, title=f"No. {number}", path="/")
    bo = browser_as(world.bo)
    bo.get("/notifications/")
    with questions() as asked:
        bo.get("/notifications/")
    assert len(asked) <= 12
