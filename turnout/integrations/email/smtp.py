"""Handing a mail to the mail server named by TURNOUT_SMTP_URL."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from turnout.core.lib.failures import PermanentFailure, TemporaryFailure

TIMEOUT = 10  # seconds for each step
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# Said of the server or our account, not of this mail: it passes once somebody mends them.
ABOUT_THE_SERVER = {530, 534, 535, 538}


def hand_over(mail: EmailMessage, url: str) -> None:
    """TemporaryFailure where another try may work (no connection, 4xx), PermanentFailure for 5xx."""
    try:
        with _connected(urlsplit(url)) as server:
            server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        raise _failure(*next(iter(error.recipients.values()))) from None
    except smtplib.SMTPResponseException as error:
        raise _failure(error.smtp_code, error.smtp_error) from None
    except smtplib.SMTPNotSupportedError:
        raise PermanentFailure("the mail server can't do what this mail or account needs") from None
    except (smtplib.SMTPException, OSError) as error:
        raise TemporaryFailure(f"the mail server did not answer: {type(error).__name__}") from None


@contextmanager
def _connected(parts: SplitResult) -> Iterator[smtplib.SMTP]:
    host = parts.hostname or ""
    secure = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=secure)
    elif parts.scheme == "smtp":
        server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT)
    else:
        raise PermanentFailure("TURNOUT_SMTP_URL starts with neither smtp:// nor smtps://")
    with server:
        server.ehlo()
        encrypted = parts.scheme == "smtps"
        if not encrypted and server.has_extn("starttls"):
            server.starttls(context=secure)
            server.ehlo()
            encrypted = True
        if parts.username:
            if not encrypted and host not in LOOPBACK:
                raise PermanentFailure("the mail server offers no encryption, so it isn't given the password")
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server


def _failure(code: int, _words: bytes | str) -> Exception:
    """By the server's code. Its words stay out: they often repeat the address."""
    permanent = 500 <= code < 600 and code not in ABOUT_THE_SERVER
    return (PermanentFailure if permanent else TemporaryFailure)(f"the mail server answered {code}")
