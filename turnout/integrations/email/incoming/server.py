"""The door for mail: SMTP for the mail server in front. 250 is said once a mail is kept for good."""

import asyncio
import signal

import structlog
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connections

from turnout.core.lib import watchdog
from turnout.core.people.errors import TooManyTries
from turnout.integrations.email.incoming import addresses
from turnout.integrations.email.incoming.parsing import parse
from turnout.integrations.email.incoming.receiving import MailRejected, take_in

log = structlog.get_logger(__name__)
AT_ONCE = 4  # mails worked on
MOST_CONNECTIONS = 50
MOST_RECIPIENTS = 10
SILENCE = 60.0  # seconds a sender may say nothing


class Door:
    """What happens at each step of the conversation. What is refused is said as early as possible."""

    def __init__(self) -> None:
        self.turns = asyncio.Semaphore(AT_ONCE)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        if addresses.read(address) is None:
            return "550 5.1.1 There is no such address here"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        async with self.turns:
            return await asyncio.to_thread(_take, content, envelope.mail_from or "", [*envelope.rcpt_tos])


def _take(content: bytes, sender: str, recipients: list[str]) -> str:
    """Take a mail for each of its recipients. One mail to several of ours is done for all, or comes again."""
    try:
        letter = parse(content, envelope_from=sender)
        for recipient in dict.fromkeys(each.lower() for each in recipients):
            take_in(letter, recipient)
    except (MailRejected, ValueError) as error:
        log.info("mail refused")
        return (
            f"550 5.7.1 Not taken: {error}"
            if isinstance(error, MailRejected)
            else "554 5.6.0 This can't be read"
        )
    except TooManyTries:
        return "451 4.7.1 A lot comes in just now, try again later"
    except Exception:  # whatever it is: the mail stays with its sender's server, which tries again
        log.exception("mail failed")
        return "451 4.3.0 This did not work just now, try again later"
    finally:
        connections.close_all()
    log.info("mail taken")
    return "250 2.0.0 Kept"


class Conversation(SMTP):
    """One connection; more at once than MOST_CONNECTIONS are closed before a word is said."""

    open = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        type(self).open += 1
        super().connection_made(transport)
        if type(self).open > MOST_CONNECTIONS:
            transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        type(self).open -= 1
        super().connection_lost(error)


def _conversation(door: Door) -> Conversation:
    return Conversation(
        door,
        hostname=addresses.intake().partition("@")[2] or "localhost",
        ident="Turnout",
        data_size_limit=int((settings.MAX_UPLOAD_MB + 1) * 1024 * 1024 * 1.4),  # as base64
        timeout=SILENCE,
        enable_SMTPUTF8=True,
        decode_data=False,
    )


class Server:
    """Listens until it is asked to stop."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port

    async def listen(self) -> asyncio.Server:
        door, loop = Door(), asyncio.get_running_loop()
        return await loop.create_server(lambda: _conversation(door), self.host, self.port)

    async def run(self) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(each, stop.set)
        server = await self.listen()
        async with server:
            signs = asyncio.create_task(watchdog.beat_while_answering())
            await stop.wait()
            signs.cancel()
