"""Mail, handed to a real mail server or kept in the outbox."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.clock import Clock
from tests.processes import free_port
from tests.world import World
from turnout.core.jobs.errors import PermanentFailure, TemporaryFailure
from turnout.core.notify.actions.tell import tell
from turnout.core.notify.models import Delivery
from turnout.integrations.email import actions
from turnout.integrations.email.models import OutboxMail
from turnout.integrations.email.smtp import hand_over


class Letters:
    """A mail server's doorman: keeps what comes in, or answers as told."""

    def __init__(self) -> None:
        self.came: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.came.append(mail)
        return "250 Kept"


@pytest.fixture
def letters(settings: Any) -> Iterator[Letters]:
    doorman = Letters()
    server = Controller(doorman, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.SMTP_URL = f"smtp://127.0.0.1:{server.port}"
    settings.MAIL_FROM = "turnout@saffron.example"
    yield doorman
    server.stop()


def mail_to(world: World, **more: Any) -> None:
    incident = world.raise_incident()
    said = {"title": "Bo mentioned you in\r\nBcc: x", "body": "**Look** at <b>this</b>", **more}
    tell([world.cy], "incident.mention", about=None, subject=incident, path="/incidents/1/", **said)


def test_a_notification_arrives_as_mail(world: World, letters: Letters, settle: Any) -> None:
    mail_to(world)
    settle()
    [mail] = [each for each in letters.came if "cy@" in each["To"]]
    text, html = (part.get_content() for part in mail.iter_parts())
    assert mail["Subject"] == "Bo mentioned you in Bcc: x"
    assert "Look at <b>this</b>" in text
    assert "http://testserver/incidents/1/" in text
    assert "<strong>Look</strong> at &lt;b&gt;this&lt;/b&gt;" in html


def test_a_repeat_can_be_told_and_a_thread_held_together(world: World, letters: Letters, settle: Any) -> None:
    mail_to(world)
    settle()
    [mail] = [each for each in letters.came if "cy@" in each["To"]]
    delivery = Delivery.objects.get(notification__person=world.cy)
    assert mail["Message-ID"] == f"<{delivery.key}@saffron.example>"
    assert (
        mail["References"]
        == mail["In-Reply-To"]
        == f"<incident.{delivery.notification.subject_id}@saffron.example>"
    )
    assert (mail["Auto-Submitted"], mail["List-Id"]) == (
        "auto-generated",
        "<incident.mention.turnout.saffron.example>",
    )


@pytest.mark.parametrize(
    ("answer", "state"), [("550 No such person", "stuck"), ("451 Come back later", "failed")]
)
def test_what_the_server_answers_decides_on_another_try(
    world: World, letters: Letters, settle: Any, answer: str, state: str
) -> None:
    letters.answer = answer
    mail_to(world)
    settle()
    first = Delivery.objects.get(notification__person=world.cy, tries=1)
    assert (first.state, first.error) == (state, f"the mail server answered {answer[:3]}")


def test_no_mail_server_there_is_tried_again(settings: Any) -> None:
    with pytest.raises(TemporaryFailure):
        hand_over(EmailMessage(), f"smtp://127.0.0.1:{free_port()}")
    with pytest.raises(PermanentFailure):
        hand_over(EmailMessage(), "http://127.0.0.1")


def test_it_signs_in_where_the_server_asks_for_it() -> None:
    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=isinstance(data, LoginPassword) and data.password == b"p@ss")

    doorman = Letters()
    server = Controller(
        doorman,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=check,
        auth_required=True,
        auth_require_tls=False,
    )
    server.start()
    mail = EmailMessage()
    mail["From"], mail["To"] = "a@example.org", "b@example.org"
    try:
        hand_over(mail, f"smtp://turnout:p%40ss@127.0.0.1:{server.port}")
        with pytest.raises(TemporaryFailure):
            hand_over(mail, f"smtp://turnout:wrong@127.0.0.1:{server.port}")
    finally:
        server.stop()
    assert len(doorman.came) == 1


def test_without_a_mail_server_it_waits_in_the_outbox_once(world: World, settle: Any) -> None:
    mail_to(world)
    settle()
    Delivery.objects.filter(notification__person=world.cy).update(state="due", due_at=world.cy.created_at)
    settle()
    assert OutboxMail.objects.filter(person=world.cy).count() == 1


def test_the_outbox_keeps_only_the_newest(
    world: World, settle: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "KEPT", 2)
    for title in ("one", "two", "three"):
        clock.forward(minutes=1)
        mail_to(world, title=title)
        settle()
    assert "one" not in OutboxMail.objects.values_list("subject", flat=True)
    assert OutboxMail.objects.count() == 2


def test_everybody_reads_only_their_own_in_the_outbox(world: World, settle: Any, browser_as: Any) -> None:
    mail_to(world, body="Only for Cy")
    settle()
    assert "Only for Cy" in browser_as(world.cy).get("/outbox/").content.decode()
    of_gus = browser_as(world.gus).get("/outbox/").content.decode()
    assert "Cy Okafor" in of_gus
    assert "Only for Cy" not in of_gus
    assert "Cy Okafor" not in browser_as(world.eve).get("/outbox/").content.decode()


def test_with_a_mail_server_there_is_no_outbox(world: World, settings: Any, browser_as: Any) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    assert browser_as(world.gus).get("/outbox/").status_code == 404
