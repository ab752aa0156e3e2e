"""Mail that comes in, by real conversations with the server."""

import asyncio
import smtplib
import threading
from contextlib import suppress
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.processes import free_port
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.channels import Message as Carried
from turnout.incidents.incident.models.unnamed import UnnamedReporter
from turnout.incidents.models import Attachment, Incident, Message
from turnout.integrations.email.incoming import addresses
from turnout.integrations.email.incoming.parsing import Letter, parse, without_quoted
from turnout.integrations.email.incoming.server import Server
from turnout.integrations.email.letter import letter as written

pytestmark = pytest.mark.django_db(transaction=True)
HELP = "help@turnout.example"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"


@pytest.fixture
def door(settings: Any) -> Any:
    """A mail server that hands on what `post(mail, to)` gives it; answers what Turnout said, or 250."""
    settings.MAIL_IN = HELP
    port, loop, started = free_port(), asyncio.new_event_loop(), threading.Event()

    async def listen() -> None:
        server = await Server("127.0.0.1", port).listen()
        started.set()
        async with server:
            await asyncio.get_running_loop().create_future()

    task = loop.create_task(listen())

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    started.wait(60)

    def post(mail: Any, to: str = HELP, *, envelope_from: str = "ada@example.org") -> int:
        content = mail if isinstance(mail, bytes) else mail.as_bytes()
        with smtplib.SMTP("127.0.0.1", port, timeout=60) as server:
            try:
                server.sendmail(envelope_from, [to], content)
            except smtplib.SMTPRecipientsRefused as error:
                return next(iter(error.recipients.values()))[0]
            except smtplib.SMTPResponseException as error:
                return error.smtp_code
        return 250

    yield post
    loop.call_soon_threadsafe(task.cancel)
    thread.join(60)


def mail(
    text: str = "It drips on the boxes.", *, sender: str = "Ada <ada@example.org>", **heads: str
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = sender, HELP
    made["Subject"] = heads.pop("Subject", "Water in the warehouse")
    made["Message-ID"] = heads.pop("Message_ID", "<1@example.org>")
    for name, value in heads.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def answer_to(world: Any, incident: Incident, text: str, **more: str) -> tuple[EmailMessage, str]:
    return mail(text, Subject="Re: Water", **more), addresses.reply_address(incident.pk, world.ada)


def test_a_mail_raises_an_incident_and_its_files_come_along(world: Any, door: Any) -> None:
    letter = mail()
    letter.add_attachment(PNG, maintype="application", subtype="pdf", filename="../leak.png")
    assert door(letter) == 250
    incident = Incident.objects.get()
    assert (incident.name, incident.summary, incident.reporter) == (
        "Water in the warehouse",
        "It drips on the boxes.",
        world.ada,
    )
    file = Attachment.objects.get()
    assert (file.name, file.content_type, file.by) == ("leak.png", "image/png", world.ada)
    assert RecordedEvent.objects.get(verb="incident.raised").source == "mail"


def test_the_same_mail_again_changes_nothing(world: Any, door: Any) -> None:
    letter = mail()
    letter.add_attachment(PNG, maintype="image", subtype="png", filename="leak.png")
    assert [door(letter), door(letter)] == [250, 250]
    assert (Incident.objects.count(), Attachment.objects.count()) == (1, 1)


def test_an_answer_goes_into_the_room_without_what_it_quotes(world: Any, door: Any, browser_as: Any) -> None:
    incident = world.raise_incident()
    text = "I closed the tap.\n\nOn Mon, 23 Nov 2026, Turnout\n<help@turnout.example> wrote:\n> What now?\n"
    letter, to = answer_to(world, incident, text)
    assert [door(letter, to), door(letter, to)] == [250, 250]
    said = Message.objects.get()
    assert (said.body, said.author) == ("I closed the tap.", world.ada)
    assert b"by email" in browser_as(world.bo).get(f"/incidents/{incident.number}/").content


def test_an_answers_address_is_of_no_use_to_anyone_else(world: Any, door: Any) -> None:
    incident = world.raise_incident()
    letter, to = answer_to(world, incident, "Let me in", sender="eve@example.org")
    assert door(letter, to) == 550
    assert door(answer_to(world, incident, "x")[0], to.replace(".", ".a", 1)) == 550
    assert not Message.objects.exists()


def test_who_may_no_longer_see_it_can_no_longer_write_into_it(world: Any, door: Any) -> None:
    incident = world.raise_incident(by=world.bo, private=True)
    assert door(*answer_to(world, incident, "What is it?")) == 550


def test_strangers_are_refused_or_taken_without_a_name_as_the_install_says(
    world: Any, door: Any, settings: Any
) -> None:
    letter = mail(sender="someone@elsewhere.example")
    assert door(letter) == 550
    settings.MAIL_IN_UNKNOWN = "take"
    assert door(letter) == 250
    assert Incident.objects.get().reporter is None
    assert UnnamedReporter.objects.get().contact == "someone@elsewhere.example"


def test_a_name_on_the_envelope_counts_only_if_our_mail_server_checked_it(
    world: Any, door: Any, settings: Any
) -> None:
    settings.MAIL_IN_CHECKED_BY = "mx.example.org"
    forged = 'mx.example.org; spf=none smtp.helo="a; dmarc=pass"; dmarc=fail'
    assert door(mail(Authentication_Results=forged)) == 550
    assert door(mail(Authentication_Results="elsewhere.example; dmarc=pass")) == 550
    assert door(mail(Authentication_Results="mx.example.org; dkim=pass; dmarc=pass (p=none)")) == 250


@pytest.mark.parametrize(
    "heads", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<x.example>"}]
)
def test_what_nobody_wrote_raises_nothing(world: Any, door: Any, heads: dict[str, str]) -> None:
    assert door(mail(**heads)) == 550
    assert not Incident.objects.exists()


def test_a_bounce_raises_nothing(world: Any, door: Any) -> None:
    assert door(mail(), envelope_from="") == 550


def test_another_address_is_refused_at_once(world: Any, door: Any) -> None:
    assert door(mail(), "root@turnout.example") == 550


def test_what_is_too_large_is_refused(world: Any, door: Any, settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 0
    letter = mail()
    letter.add_attachment(b"x" * 2_000_000, maintype="application", subtype="zip", filename="all.zip")
    assert door(letter) == 552


def test_a_reader_of_mail_is_told_where_an_answer_goes(world: Any, settings: Any) -> None:
    settings.MAIL_IN = HELP
    incident = world.raise_incident()
    carried = Carried(
        "k", world.ada, world.ada.email, "incident.update", "incident", incident.pk, "News", "", "/", False
    )
    assert str(written(carried)["Reply-To"]).endswith(f"<{addresses.reply_address(incident.pk, world.ada)}>")


@pytest.mark.parametrize(
    ("charset", "html", "expected"),
    [
        (
            "iso-8859-1",
            "<p>Es tropft &uuml;ber <b>Regal 3</b>.</p><script>x()</script>",
            "Es tropft über Regal 3.",
        ),
        ("x-unknown", "<div>One</div><div>Two</div>", "One\n\nTwo"),
    ],
)
def test_html_becomes_text(charset: str, html: str, expected: str) -> None:
    head = f"From: ada@example.org\r\nContent-Type: text/html; charset={charset}\r\n\r\n"
    assert parse((head + html).encode("latin-1"), envelope_from="a@b").text == expected


@given(st.binary(max_size=600))
def test_whatever_comes_is_read_or_refused(content: bytes) -> None:
    for head in (b"", b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"):
        with suppress(ValueError):
            assert isinstance(parse(head + content, envelope_from="a@b"), Letter)


@given(st.text())
def test_taking_quotes_away_never_leaves_nothing_of_something(text: str) -> None:
    assert bool(without_quoted(text)) == bool(text.strip())
