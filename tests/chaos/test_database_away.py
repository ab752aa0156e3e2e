"""The disk is full, the database locked or gone: a clear answer, nothing by halves, and then all goes on."""

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client

from tests.chaos.clients import CSRF
from tests.chaos.house import House
from tests.world import World
from turnout.core.lib.trouble import AWAY, BUSY, FULL, trouble_behind
from turnout.core.people.actions.tokens import create_api_token
from turnout.core.people.models import Session
from turnout.incidents.models import Attachment, Incident, Message

WORDS = "The freezer in hall 3 is at +4 degrees and rising"


def patient(person: Any) -> Client:
    """A browser that is shown error pages, as a real one is."""
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    return browser


@contextmanager
def locked() -> Iterator[None]:
    """Somebody else holds the one write lock for longer than we wait."""
    connection.cursor().execute("PRAGMA busy_timeout = 200")
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    connection.cursor().execute("PRAGMA busy_timeout = 20000")


@contextmanager
def full() -> Iterator[None]:
    """The database may not grow by a single page: what SQLite says is what it says of a full disk."""
    cursor = connection.cursor()
    usual = cursor.execute("PRAGMA max_page_count").fetchone()[0]
    with closing(
        sqlite3.connect(connection.settings_dict["NAME"])
    ) as other:  # use up what free pages there are
        other.execute("VACUUM")
    cursor.execute("PRAGMA max_page_count = 1")  # SQLite makes that: as many as there are
    yield
    cursor.execute(f"PRAGMA max_page_count = {usual}")


def counts() -> tuple[int, ...]:
    return Incident.objects.count(), Message.objects.count(), Attachment.objects.count()


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_locked_database_is_a_clear_answer_with_ones_words_in_it(world: World) -> None:
    incident, browser = world.raise_incident(), patient(world.bo)
    before = counts()
    with locked():
        answer = browser.post(f"/incidents/{incident.number}/messages/", {"body": WORDS})
        assert browser.get(f"/incidents/{incident.number}/").status_code == 200  # reading goes on
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "was not saved" in page and "Nothing is lost" in page and WORDS in page
    assert "Content-Security-Policy" in answer and answer["Cache-Control"] == "no-store"
    assert counts() == before
    again = browser.post(f"/incidents/{incident.number}/messages/", {"body": WORDS})
    assert again.status_code == 302 and Message.objects.get().body == WORDS


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_script_is_told_when_to_come_back(world: World) -> None:
    key = create_api_token("script", by=world.bo)[1]
    body = {"name": "Freezer warm", "idempotency_key": "f-1", "visibility": "public"}

    def send() -> Any:
        return patient(world.bo).post(
            "/v2/incidents", body, content_type="application/json", headers={"Authorization": f"Bearer {key}"}
        )

    Client().get("/v1/identity", headers={"Authorization": f"Bearer {key}"})  # so that its use is noted
    with patch_signing_in(), locked():
        answer = send()
    assert (answer.status_code, answer["Retry-After"], answer.json()["type"]) == (503, "10", "api_error")
    first, second = send().json()["incident"], send().json()["incident"]
    assert first["id"] == second["id"] and Incident.objects.count() == 1


@contextmanager
def patch_signing_in() -> Iterator[None]:
    """Signing in for a test writes too; a script doesn't."""
    with patch.object(Client, "force_login"):
        yield


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_a_clear_answer_and_leaves_nothing_by_halves(world: World) -> None:
    incident, browser = world.raise_incident(), patient(world.bo)
    before = counts()
    with full():
        answers = [
            browser.post(f"/incidents/{incident.number}/messages/", {"body": WORDS * 300}),
            browser.post(f"/incidents/{incident.number}/updates/", {"body": WORDS * 300}),
            browser.post("/report/", {"words": WORDS, "place": "Hall 3" * 10, "token": "1"}),
        ]
        assert browser.get(f"/incidents/{incident.number}/").status_code == 200
    refused = [answer for answer in answers if answer.status_code == 503]
    assert refused and {answer.status_code for answer in answers} <= {302, 503}
    assert all("needs room" in answer.content.decode() for answer in refused)
    kept = sum(after - there for after, there in zip(counts(), before, strict=True))
    assert kept <= len(answers) - len(refused)
    assert browser.post(f"/incidents/{incident.number}/messages/", {"body": WORDS * 300}).status_code == 302


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk takes root")
@pytest.mark.django_db
def test_a_file_for_which_there_is_no_room_leaves_nothing(
    world: World, settings: Any, tmp_path: Path
) -> None:
    incident, browser = world.raise_incident(), patient(world.bo)
    with small_disk(tmp_path, "400k"):
        settings.STORAGES = {
            **settings.STORAGES,
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": tmp_path},
            },
        }
        answer = attach(browser, incident, 900_000)
        left = [path for path in tmp_path.rglob("*") if path.is_file()]
        fits = attach(browser, incident, 100_000)
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert "needs room" in answer.content.decode() and left == []
        assert fits.status_code == 302 and Attachment.objects.get().size == 100_000


def attach(browser: Client, incident: Incident, size: int) -> Any:
    file = SimpleUploadedFile("photo.bin", os.urandom(size))
    return browser.post(f"/incidents/{incident.number}/files/", {"file": file})


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False)
    if done.returncode:
        pytest.skip("a small disk can't be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.postgres
@pytest.mark.slow
def test_a_database_that_goes_away_is_waited_for(make_house: Callable[..., House], database: str) -> None:
    house = make_house("house")
    house.seed()
    house.start()
    name = house.database.rsplit("/", 1)[1]
    cookies = {"turnout_session": house.keys["bo"]["session"], "csrftoken": CSRF}
    with (
        httpx.Client(base_url=house.address, cookies=cookies, headers={"X-CSRFToken": CSRF}) as browser,
        psycopg.connect(database, autocommit=True) as server,
    ):
        form = {"words": WORDS, "type": "unsure", "token": "a1"}
        assert browser.get("/").status_code == 200
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")  # type: ignore[call-overload]
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        answers = [browser.post("/report/", data=form) for _ in range(3)]
        reading = browser.get("/")
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")  # type: ignore[call-overload]
        assert [answer.status_code for answer in answers] == [503] * 3
        assert reading.status_code == 503 and "Retry-After" in reading.headers
        with browser.stream("GET", "/live", params={"topic": "incidents"}) as page:
            assert browser.post("/report/", data=form).status_code == 302
            assert "incidents" in next(line for line in page.iter_lines() if line.startswith("data:"))
        house.settle()  # the worker found its way back, too
    assert house.sql("SELECT count(*) FROM incidents_incident")[0][0] == 1


@pytest.mark.django_db
def test_a_mistake_of_ours_is_not_called_trouble() -> None:
    with pytest.raises(DatabaseError) as raised:
        connection.cursor().execute("SELECT * FROM no_such_table")
    assert (
        trouble_behind(raised.value)
        == trouble_behind(ValueError())
        == trouble_behind(FileNotFoundError(2, "gone"))
        == ""
    )
    assert {BUSY, AWAY, FULL}.isdisjoint({""})


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_look_is_noted_when_it_can_be_and_otherwise_let_be(world: World, clock: Any) -> None:
    browser = patient(world.bo)
    clock.forward(minutes=6)
    seen = Session.objects.get(person=world.bo).seen_at
    with locked():
        assert browser.get("/work/").status_code == 200
    assert Session.objects.get(person=world.bo).seen_at == seen


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_the_log_says_what_kind_of_trouble_and_no_words_of_anyone(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    browser = patient(world.bo)
    with locked():
        browser.post("/report/", {"words": WORDS, "token": "1"})
    assert caplog.records and WORDS not in caplog.text


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_passwords_are_not_given_back(world: World) -> None:
    browser = Client(raise_request_exception=False)
    with locked():
        page = browser.post("/sign-in/", {"email": "bo@example.org", "password": "four words in a row"})
    assert page.status_code == 503 and b"four words" not in page.content
