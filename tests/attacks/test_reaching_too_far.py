"""Somebody who is let in reaches for what isn't theirs: fields, ids, tokens, other people's things."""

import re
from typing import Any

import httpx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.keeping import change_label
from tests.web.live.listening import Page, live_server, session_of
from tests.world import PASSWORD, World, browser_as
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.core.people.actions.joining import accept_invitation, invite_person, withdraw_invitation
from turnout.core.people.actions.leaving import deactivate_person
from turnout.core.people.actions.tokens import create_api_token
from turnout.core.people.models import ApiToken, Person
from turnout.incidents.access.actions.access_requests import ask_for_access
from turnout.incidents.access.actions.proposals import propose
from turnout.incidents.lists.actions.views import save_view
from turnout.incidents.models import Incident, SavedView
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.relating import relate_incidents
from turnout.incidents.room.actions.talking import post_message
from turnout.incidents.room.actions.tasks import add_task
from turnout.web.incidents.urls import room

MORE = {
    "role": "owner", "is_active": "on", "is_owner": "1", "is_superuser": "1", "email": "root@example.org",
    "id": "x", "pk": "x",
    "password": "seven quiet herons", "number": "999", "reporter": "x", "category": "closed",
    "confidentiality": "open",
    "reported_at": "2001-01-01", "mode": "test", "author": "x", "by": "x", "person_id": "x",
    "created_at": "2001-01-01",
    "folded": "x", "status_id": "x", "incident": "x", "removed_at": "", "done_at": "2001-01-01",
}  # fmt: skip


def facts(person: Person) -> dict[str, Any]:
    person.refresh_from_db()
    return {name: getattr(person, name) for name in ("pk", "role", "email", "is_active", "password")}


def test_fields_nobody_asked_for_are_not_taken(world: World) -> None:
    before, browser = facts(world.ada), browser_as(world.ada)
    assert browser.post("/profile/", {"name": "Ada M", "timezone": "UTC", **MORE}).status_code == 302
    assert facts(world.ada) == before
    browser.post("/report/", {"words": "Down", "token": "1", "private": "1", **MORE})
    incident = Incident.objects.get()
    assert (incident.number, incident.reporter, incident.category, incident.mode) == (
        1,
        world.ada,
        "triage",
        "standard",
    )
    assert incident.is_restricted and incident.reported_at.year > 2001
    browser.post("/incidents/1/messages/", {"body": "x", **MORE})
    message = incident.messages.get()  # type: ignore[attr-defined]
    assert message.author == world.ada and message.created_at.year > 2001
    browser.post("/incidents/1/tasks/", {"title": "x", **MORE})
    assert incident.tasks.get().done_at is None


def test_a_script_sets_only_what_it_may(world: World) -> None:
    key = create_api_token("x", by=world.ada)[1]
    body = {
        "name": "Down",
        "idempotency_key": "k",
        "visibility": "public",
        **MORE,
        "mode": "standard",
        "number": 999,
    }
    answer = Client().post(
        "/v2/incidents", body, content_type="application/json", headers={"Authorization": f"Bearer {key}"}
    )
    incident = Incident.objects.get()
    assert answer.status_code == 200
    assert (incident.number, incident.reporter, incident.category) == (1, world.ada, "triage")


def test_joining_gives_the_role_of_the_invitation(world: World) -> None:
    _invitation, key = invite_person(email="hana@example.org", name="", role="viewer", by=world.gus)
    form = {"name": "Hana", "timezone": "UTC", **MORE, "password": "seven quiet herons"}
    assert Client().post(f"/invitation/{key}/", form).status_code == 302
    hana = Person.objects.get(name="Hana")
    assert (hana.role, hana.email) == ("viewer", "hana@example.org")


def test_an_admin_makes_no_owner(world: World) -> None:
    browser = browser_as(world.gus)
    assert browser.post(f"/people/{world.ada.pk}/role/", {"role": "owner"}).status_code == 422
    assert (
        browser.post("/people/invitations/", {"email": "x@example.org", "role": "owner"}).status_code == 422
    )
    assert browser.post(f"/people/{world.finn.pk}/role/", {"role": "viewer"}).status_code == 409
    assert browser.post(f"/people/{world.finn.pk}/departure/").status_code == 409
    assert browser.post(f"/people/{world.finn.pk}/link/").status_code == 409
    assert facts(world.ada)["role"] == "responder" and facts(world.finn)["role"] == "owner"


@pytest.fixture
def theirs(world: World) -> dict[str, str]:
    """Things in an incident that Bo doesn't see (3), seen from one that he does (1)."""
    world.raise_incident("Bo's own", by=world.bo)
    hidden = world.raise_incident("Hidden", private=True, by=world.cy)
    browser_as(world.cy).post(
        f"/incidents/{hidden.number}/files/", {"file": SimpleUploadedFile("a", b"secret")}
    )
    post_message(hidden, "secret", by=world.cy)
    return {
        "messages": post_message(hidden, "secret", by=world.cy).pk,
        "tasks": add_task(hidden, "secret", by=world.cy).pk,
        "links": add_link(hidden, "https://example.org/secret", "secret", by=world.cy).pk,
        "files": hidden.attachments.get().pk,  # type: ignore[attr-defined]
        "pins": str(RecordedEvent.objects.filter(subject_id=hidden.pk).latest("pk").pk),
        "related": relate_incidents(hidden, world.raise_incident("secret", by=world.cy), by=world.cy).pk,
        "requests": ask_for_access(hidden, "secret", by=world.dee).pk,
        "keepers": world.finn.pk,
        "proposals": propose(hidden, "exclude", {"person": world.bo.pk}, reason="secret", by=world.cy).pk,
        "exclusions": str(hidden.exclusions.create(person=world.gus).pk),
        "thanks": str(RecordedEvent.objects.filter(subject_id=hidden.pk).latest("pk").pk),
        "review": "1",
        "changes": str(RecordedEvent.objects.filter(subject_id=hidden.pk).latest("pk").pk),
    }


def own_routes() -> list[str]:
    return [
        str(each.pattern) for each in room if "<" in str(each.pattern) and "slug" not in str(each.pattern)
    ]


@pytest.mark.parametrize("route", own_routes())
@pytest.mark.parametrize("by", ["bo", "cy"])
def test_a_thing_is_only_there_in_its_own_incident(
    world: World, theirs: dict[str, str], route: str, by: str
) -> None:
    """Neither for who may not see it, nor, through the wrong incident, for who may."""
    id = theirs[route.partition("/")[0]]
    path = f"/incidents/1/{route.replace('<str:id>', id).replace('<int:entry>', id)}"
    path = re.sub("<int:(id|event|entry|version)>", id, path)
    browser = browser_as(getattr(world, by))
    count = RecordedEvent.objects.count()
    for answer in (
        browser.get(path),
        browser.post(path, {"body": "x", "title": "x", "pinned": "yes", "pin": "yes"}),
    ):
        assert answer.status_code in (404, 405, 409) and b"secret" not in answer.content
    assert RecordedEvent.objects.count() == count


def test_other_peoples_things_are_not_there(world: World) -> None:
    view = save_view("Mine", "q=x", by=world.bo)
    token = create_api_token("bo's", by=world.bo)[0]
    post_message(world.raise_incident(), "@Bo Lindqvist", by=world.ada)
    told = Notification.objects.create(
        person=world.bo, kind="x", subject_kind="incident", subject_id="x", title="x", path="/"
    )
    for by in (world.ada, world.gus, world.finn):
        browser = browser_as(by)
        assert browser.post(f"/incidents/views/{view.pk}/removal/").status_code == 404
        assert browser.post(f"/profile/tokens/{token.pk}/revocation/").status_code in (403, 404)
        assert browser.get(f"/notifications/{told.pk}/").status_code == 404
        browser.post("/notifications/reading/", {"id": told.pk})
    told.refresh_from_db()
    assert told.read_at is None and SavedView.objects.exists() and ApiToken.objects.live().exists()


def test_a_message_is_changed_by_nobody_but_its_author(world: World) -> None:
    incident = world.raise_incident()
    message = post_message(incident, "mine", by=world.ada)
    for by in (world.bo, world.gus, world.finn):
        where = f"/incidents/{incident.number}/messages/{message.pk}/"
        browser_as(by).post(where, {"body": "changed"})
        browser_as(by).post(where + "removal/")
    message.refresh_from_db()
    assert message.body == "mine" and message.removed_at is None


def test_a_token_opens_the_api_and_nothing_else(world: World) -> None:
    key = create_api_token("x", by=world.bo)[1]
    header = {"Authorization": f"Bearer {key}"}
    assert Client().get("/v1/identity", headers=header).status_code == 200
    for path in ("/", "/incidents/", "/profile/", "/people/", "/incidents/export.csv"):
        assert Client().get(path, headers=header).status_code == 302
    assert Client().post("/report/", {"words": "x"}, headers=header).status_code == 401
    assert not Incident.objects.exists()


def test_a_token_may_what_its_person_may(world: World) -> None:
    key = create_api_token("x", by=world.gus)[1]
    header = {"Authorization": f"Bearer {key}"}
    secret = world.raise_incident("Zebrafish", private=True, by=world.cy)
    world.gus.role = "viewer"
    world.gus.save()
    asked = [f"/v2/incidents/{secret.pk}", f"/v2/incidents/{secret.number}", "/v2/incidents", "/v2/actions"]
    for path in asked:
        assert b"Zebrafish" not in Client().get(path, headers=header).content
    body = {
        "name": "x",
        "idempotency_key": "k",
        "visibility": "public",
        "incident_status_id": secret.status_id,
    }
    assert (
        Client().post("/v2/incidents", body, content_type="application/json", headers=header).status_code
        == 403
    )
    assert browser_as(world.eve).post("/profile/tokens/", {"name": "mine"}).status_code == 403


def test_every_wrong_token_is_answered_alike(world: World) -> None:
    row, key = create_api_token("x", by=world.bo)
    left = create_api_token("y", by=world.ada)[1]
    deactivate_person(world.ada, by=world.finn)
    ApiToken.objects.filter(pk=row.pk).update(revoked_at=row.created_at)
    wrong = [
        "",
        "Bearer",
        "Bearer x",
        f"Bearer {key}",
        f"Bearer {left}",
        f"Bearer {key[:-1]}",
        f"Basic {key}",
        f"Bearer {key} x",
    ]
    answers = [
        Client().get("/v1/identity", headers={"Authorization": each, "X-Request-Id": "a" * 8})
        for each in wrong
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({str(answer.json()["errors"]) for answer in answers}) == 1


def test_every_dead_invitation_is_answered_alike(world: World) -> None:
    used, withdrawn = (
        invite_person(email=f"{n}@example.org", name="", role="viewer", by=world.gus) for n in "ab"
    )
    accept_invitation(used[1], name="A", password="seven quiet herons", timezone="UTC")
    withdraw_invitation(withdrawn[0], by=world.gus)
    pages = [Client().get(f"/invitation/{key}/") for key in (used[1], withdrawn[1], "made-up", "x" * 500)]
    assert {page.status_code for page in pages} == {404} and len({len(page.content) for page in pages}) == 1


def test_a_forged_address_doesnt_loosen_the_limit_on_guessing(world: World) -> None:
    browser, answers = Client(), []
    for number in range(9):
        forged = {
            "X-Forwarded-For": f"10.0.0.{number}",
            "X-Real-IP": f"10.0.0.{number}",
            "Forwarded": f"for=10.0.0.{number}",
        }
        answers.append(
            browser.post(
                "/sign-in/", {"email": "ada@example.org", "password": "wrong"}, headers=forged
            ).status_code
        )
    assert answers == [422] * 8 + [429]
    assert browser.post("/sign-in/", {"email": "ADA@example.org ", "password": PASSWORD}).status_code == 429


@pytest.mark.django_db(transaction=True)
def test_who_is_deactivated_is_out_at_once_everywhere(world: World) -> None:
    incident, key = world.raise_incident(), create_api_token("x", by=world.bo)[1]
    browser, header = browser_as(world.bo), {"Authorization": f"Bearer {key}"}
    with live_server() as url:
        page = Page(url, session_of(world.bo), "home")
        assert (
            browser.get("/").status_code == 200
            and Client().get("/v1/identity", headers=header).status_code == 200
        )
        deactivate_person(world.bo, by=world.finn)
        assert browser.get("/")["Location"].startswith("/sign-in/")
        assert browser.post(f"/incidents/{incident.number}/messages/", {"body": "x"}).status_code == 401
        assert Client().get("/v1/identity", headers=header).status_code == 401
        assert page.closed.wait(50)  # told by the event, before the minute's own look
        assert (
            httpx.get(
                url, params={"topic": "home"}, headers={"Cookie": f"turnout_session={session_of(world.bo)}"}
            ).status_code
            == 401
        )
    assert not incident.messages.exists()  # type: ignore[attr-defined]
    assert Client().post("/sign-in/", {"email": "bo@example.org", "password": PASSWORD}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_who_loses_sight_of_an_incident_loses_it_in_every_door(world: World) -> None:
    incident, key = world.raise_incident("Zebrafish", by=world.cy), create_api_token("x", by=world.bo)[1]
    browser, header = browser_as(world.bo), {"Authorization": f"Bearer {key}"}
    where = f"/incidents/{incident.number}/"
    assert browser.get(where).status_code == 200
    change_label(incident, "restricted", by=world.cy)
    assert browser.get(where).status_code == browser.get(where + "parts/timeline/").status_code == 404
    assert (
        browser.get(f"{where}presence/").status_code == 405
        and browser.post(f"{where}presence/").status_code == 404
    )
    assert Client().get(f"/v2/incidents/{incident.pk}", headers=header).status_code == 404
    export = browser.get("/incidents/export.csv?number=1&state=any")
    assert b"Zebrafish" not in b"".join(export.streaming_content)  # type: ignore[attr-defined]
