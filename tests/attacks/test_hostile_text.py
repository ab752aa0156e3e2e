"""Words and files made to break out of where they are put, or to keep a machine busy."""

import csv
import io
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.world import World, browser_as
from turnout.core.lib.fulltext import fold
from turnout.core.lib.markdown import plain, render
from turnout.core.notify.channels import Message as Notice
from turnout.core.people.actions.profile import change_profile
from turnout.incidents.incident.search import find, look_alikes
from turnout.incidents.models import Attachment, Incident, Message
from turnout.incidents.room.actions.talking import post_message
from turnout.incidents.room.mentions import mentioned_in
from turnout.integrations.email.letter import letter
from turnout.web.listing.export import harmless

LINES = [
    "\r\nBcc: evil@example.org",
    "\nBcc: x@y",
    "\r\n\r\n<script>",
    "\u2028Bcc: x",
    "\x85Bcc: x",
    "\x0bBcc: x",
]
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    '=HYPERLINK("http://evil")',
    "＝1+1",
    "\u200b=1",
    "\ufeff=1",
]
TOO_MUCH = [
    "@" * 20_000, "@A " * 6_000, "@" + "a" * 19_000, "a@b." * 5_000, "[" * 20_000, "![" * 10_000,
    "](" * 10_000, "*" * 20_000,
    "*a_ " * 5_000, "`" * 20_000, "> " * 10_000, "- " * 10_000, "|a" * 10_000 + "\n" + "|-" * 10_000,
    "<" * 20_000, "&#" * 10_000,
    "\\" * 20_000, "http://" * 3_000, "http://a." * 2_000, "(" * 20_000, "~" * 20_000, "a" * 20_000,
    "e\u0301" * 10_000, "\ufdfa" * 20_000,
    "[a](b" * 4_000, "<a" * 10_000, "1. " * 7_000, "\n" * 20_000, "    " * 5_000, "_" * 20_000,
    "[a]: b\n" * 3_000, "'" * 20_000,
]  # fmt: skip
CPU_SECONDS = 2.0  # of this thread, so that a busy machine doesn't matter


@pytest.mark.parametrize("tail", LINES)
def test_no_name_or_title_adds_a_header_to_a_mail(world: World, tail: str) -> None:
    person = change_profile(
        world.ada, name=f"Ada{tail}", title="", timezone="UTC", language="en", by=world.ada
    )
    incident = world.raise_incident(f"Down{tail}", by=person)
    notice = Notice(
        key="k", person=person, to=person.email,
        kind="incident.raised", subject_kind="incident", subject_id=incident.pk,
        title=f"{person.name}: {incident.name}{tail}", body=tail, path="/incidents/1/", is_urgent=False,
    )  # fmt: skip
    sent = message_from_bytes(letter(notice).as_bytes(), policy=policy.default)
    usual = {
        "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "List-Id",
        "Auto-Submitted",
        "X-Auto-Response-Suppress", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert set(sent.keys()) == usual and "evil" not in sent["To"].addresses[0].addr_spec
    assert len(sent["To"].addresses) == 1 and sent["To"].addresses[0].addr_spec == "ada@example.org"


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_an_export_is_a_formula(world: World, formula: str) -> None:
    world.raise_incident(f"{formula} x", summary=formula, place=formula.strip()[:100])
    answer = browser_as(world.bo).get("/incidents/export.csv?state=any")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    for row in csv.reader(io.StringIO(text)):
        assert [cell for cell in row if starts_a_formula(cell)] == []


def starts_a_formula(cell: str) -> bool:
    seen = cell.lstrip(" \u200b\ufeff\u00a0")
    return seen[:1] in set("=+-@\t\r\n＝＋－＠") and not cell.startswith("'")


def test_ordinary_words_stay_as_they_are_in_an_export() -> None:
    assert [harmless(each) for each in ("Checkout is down", "7 riders", "")] == [
        "Checkout is down",
        "7 riders",
        "",
    ]


@pytest.mark.parametrize("text", TOO_MUCH, ids=lambda text: repr(text[:8]))
def test_no_text_keeps_the_machine_busy(world: World, text: str) -> None:
    jobs: list[Callable[[], Any]] = [
        lambda: render(text, {"Ada Moreno": "1", "Bo": "2"}),
        lambda: plain(text),
        lambda: mentioned_in(text),
        lambda: fold(text),
        lambda: list(find(Incident.objects.all(), text)),
        lambda: look_alikes(text, by=world.ada),
    ]
    for job in jobs:
        began = time.thread_time()
        job()
        assert time.thread_time() - began < CPU_SECONDS


def test_a_message_full_of_mentions_asks_the_database_a_few_times(
    world: World, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):
        mentioned_in("@Ada Moreno @Bo " * 1200)


def test_a_word_too_many_is_refused_with_words(world: World) -> None:
    incident = world.raise_incident()
    browser = browser_as(world.bo)
    page = browser.post(f"/incidents/{incident.number}/messages/", {"body": "x" * 20_001})
    assert page.status_code == 422 and not Message.objects.exists()
    assert (
        browser.post(f"/incidents/{incident.number}/messages/", {"body": "x" * 3_000_000}).status_code == 400
    )
    assert browser.post("/profile/", {f"field{n}": "x" for n in range(300)}).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret-key", "/static/%2e%2e/secret-key", "/static/..%2fsecret-key",
        "/static/%2e%2e%2fsecret-key",
        "/static//etc/passwd", "/static/%00", "/static/\\..\\secret-key",
        "/incidents/1/files/..%2f..%2fsecret-key/",
        "/incidents/1/files/../../secret-key", "/files/", "/data/secret-key",
        "/static/js/../../../secret-key",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_house(world: World, settings: Any, path: str) -> None:
    world.raise_incident()
    secret = (settings.DATA / "secret-key").read_bytes().strip()
    answer = browser_as(world.gus).generic("GET", path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    assert answer.status_code in (301, 302, 404, 400) and secret not in body and b"root:" not in body


@pytest.mark.parametrize(
    "name",
    [
        "../../../tmp/evil",
        "/etc/cron.d/evil",
        "..\\..\\evil.exe",
        "a\x00b",
        "x" * 400,
        ".",
        "..",
        "CON",
        "a\r\nSet-Cookie: b=c",
        'a";x="b',
    ],
)
def test_a_file_lies_under_an_id_whatever_its_name(world: World, settings: Any, name: str) -> None:
    incident = world.raise_incident()
    file = SimpleUploadedFile("x", b"content")
    file._name = name  # type: ignore[attr-defined] # past the client's own tidying
    answer = browser_as(world.bo).post(f"/incidents/{incident.number}/files/", {"file": file})
    assert answer.status_code in (302, 422, 400)
    for kept in Attachment.objects.all():
        assert kept.file.name == f"{incident.pk}/{kept.pk}"
        assert (settings.DATA / "files" / kept.file.name).is_file()
        header = browser_as(world.bo).get(f"/incidents/{incident.number}/files/{kept.pk}/")[
            "Content-Disposition"
        ]
        assert "\r" not in header and "\n" not in header and header.startswith("attachment; filename")


def test_a_file_is_never_unpacked_and_never_too_large(world: World, settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 1
    incident, browser = world.raise_incident(), browser_as(world.bo)
    bomb = b"PK\x03\x04" + b"\x00" * 500_000
    where = f"/incidents/{incident.number}/files/"
    assert browser.post(where, {"file": SimpleUploadedFile("bomb.zip", bomb)}).status_code == 302
    assert Attachment.objects.get().size == len(bomb)
    page = browser.post(where, {"file": SimpleUploadedFile("big", b"x" * 1_500_000)})
    assert page.status_code == 422 and "larger than 1" in page.content.decode()
    assert browser.post(where, {"file": SimpleUploadedFile("none", b"")}).status_code == 422
    assert Attachment.objects.count() == 1


def test_many_files_in_one_form_are_refused(world: World) -> None:
    incident = world.raise_incident()
    files = {f"file{number}": SimpleUploadedFile("x", b"x") for number in range(150)}
    answer = browser_as(world.bo).post(f"/incidents/{incident.number}/files/", files)
    assert answer.status_code == 400 and not Attachment.objects.exists()


def test_words_in_an_address_never_reach_another_header(world: World) -> None:
    browser: Client = browser_as(world.gus)
    for path in ("/incidents/?q=%0d%0aSet-Cookie:%20a=b", "/sign-in/?next=/%0d%0aSet-Cookie:%20a=b"):
        assert "a" not in browser.get(path).cookies
    answer = browser.post("/incidents/views/", {"name": "x", "query": "q=\r\nSet-Cookie: a=b"})
    assert answer.status_code in (302, 422) and "a" not in answer.cookies


def test_the_room_shows_a_name_that_turns_the_reading_direction_within_bounds(world: World) -> None:
    person = change_profile(
        world.ada, name="Ada \u202egnp.exe\u2066", title="", timezone="UTC", language="en", by=world.ada
    )
    assert person.name == "Ada gnp.exe"
    incident = world.raise_incident()
    post_message(incident, "hello", by=person)
    assert "\u202e" not in browser_as(world.bo).get(f"/incidents/{incident.number}/").content.decode()
