"""Reading a mail: who, what, with which files. Nothing in it is believed; what can't be read is left out."""

import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr
from html.parser import HTMLParser

from turnout.core.lib.text import one_line
from turnout.core.people.keys import digest_of

MOST_FILES = 20
MOST_PARTS = 200
MOST_TEXT = 19_000  # characters, within what a message of the room may have
_PREFIX = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|sv|vs|tr|rv)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_QUOTED = re.compile(
    r"^\s*(?:>|-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht)|_{10,}\s*$"
    r"|(?:on|am|le|el|il|em|op|den)\b.{4,300}"
    r"(?:wrote|schrieb|écrit|escribió|scritto|escreveu|schreef|skrev).{0,40}:\s*$)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^\s*\*?(?:from|von|de):\*?\s.+\n\s*\*?(?:sent|date|to|gesendet|datum):", re.IGNORECASE)
_BLOCKS = {
    "p",
    "div",
    "br",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "table",
    "hr",
}
_UNSEEN = {"script", "style", "head", "title", "template"}


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """What a mail says. `key` is the same for every sending of the same mail."""

    key: str
    sender: str  # address, in lower case
    subject: str
    text: str
    refused: str = ""  # why no person wrote it: a bounce, an automatic answer, a list
    vouched_by: str = ""  # the server that says its check of the sender passed
    files: list[File] = field(default_factory=list)
    left_out: int = 0  # files beyond what is taken


def parse(content: bytes, *, envelope_from: str) -> Letter:
    """Read a whole mail. Raises ValueError for what isn't one."""
    mail = message_from_bytes(content, policy=default)
    try:
        sender = parseaddr(str(mail.get("From", "")))[1].lower()
        subject = one_line(_PREFIX.sub("", str(mail.get("Subject", ""))), 1000)
        text, files = _text(mail), _files(mail)
    except Exception as error:  # the parser raises all sorts over broken mail; it won't get better by itself
        raise ValueError("this mail can't be read") from error
    if not isinstance(mail, EmailMessage) or "@" not in sender:
        raise ValueError("this mail doesn't say who wrote it")
    message_id = str(mail.get("Message-ID", "")).strip()
    return Letter(
        key=digest_of(message_id or f"{mail.get('Date')}\n{sender}\n{subject}\n{text}"),
        sender=sender.replace("\0", ""),
        subject=subject.replace("\0", ""),
        text=text.replace("\0", "")[:MOST_TEXT].strip(),
        refused=_why_nobody_wrote_it(mail, envelope_from),
        vouched_by=_vouched(mail),
        files=files[:MOST_FILES],
        left_out=max(0, len(files) - MOST_FILES),
    )


def without_quoted(text: str) -> str:
    """What is new in an answer: everything above what it quotes. All of it, if nothing stands above."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        begins = (
            _QUOTED.match(line)
            or (following and _QUOTED.match(f"{line} {following}") and not following.lstrip().startswith(">"))
            or _HEAD.match(f"{line}\n{following}")
        )
        if begins or line == "-- ":
            return "\n".join(lines[:number]).strip() or text.strip()
    return text.strip()


def _why_nobody_wrote_it(mail: EmailMessage, envelope_from: str) -> str:
    """RFC 3834: what answers by itself isn't answered, and raises nothing."""
    if not envelope_from.strip("<> ") or mail.get_content_type() == "multipart/report":
        return "a bounce"
    if str(mail.get("Auto-Submitted", "no")).strip().lower() != "no" or "X-Autoreply" in mail:
        return "an automatic answer"
    if str(mail.get("Precedence", "")).strip().lower() in {"bulk", "list", "junk", "auto_reply"}:
        return "a mass mailing"
    return "a mailing list" if "List-Id" in mail or "List-Unsubscribe" in mail else ""


def _vouched(mail: EmailMessage) -> str:
    """The server that says (RFC 8601) that the sender's domain stands behind this mail; empty if none does.

    Only the topmost line counts: it is the one our own mail server put there. What stands in quotes or
    brackets may come from the sender.
    """
    top = next(iter(mail.get_all("Authentication-Results", [])), "")
    server, _semicolon, results = re.sub(r'"[^"]*"|\([^()]*\)', " ", str(top)).partition(";")
    passed = any(re.match(r"\s*dmarc\s*=\s*pass\b", each, re.IGNORECASE) for each in results.split(";"))
    return (server.split() or [""])[0].lower() if passed else ""


def _text(mail: EmailMessage) -> str:
    plain = mail.get_body(("plain",))
    if plain is not None and (words := _decoded(plain).strip()):
        return words.replace("\r\n", "\n")
    html = mail.get_body(("html",))
    return _plain(_decoded(html)) if html is not None else ""


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:  # a character set nobody knows
        return content.decode("utf-8", errors="replace")


def _files(mail: EmailMessage) -> list[File]:
    """Attachments, and pictures within the text."""
    body = {id(part) for kind in ("plain", "html") if (part := mail.get_body((kind,))) is not None}
    found = []
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS:
            break
        if part.is_multipart() or id(part) in body:
            continue
        name = part.get_filename() or ""
        content = part.get_payload(decode=True)
        is_text = part.get_content_maintype() == "text" and not name
        if isinstance(content, bytes) and content and not is_text:
            found.append(File(name or f"file.{part.get_content_subtype()}", content))
    return found


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))


def _plain(html: str) -> str:
    reader = _Words()
    reader.feed(html[:500_000])
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.words).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
