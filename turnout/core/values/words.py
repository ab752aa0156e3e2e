"""Texts: on a line, on several, keys, addresses, secrets."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from turnout.core.people.names import tidy
from turnout.core.values.faults import IS_REQUIRED, TOO_LONG
from turnout.core.values.value import Reading, Schema, Value

LONGEST_LINK = 2000
LONGEST_EMAIL = 254
LONGEST_SECRET = 4000


@dataclass(frozen=True, kw_only=True)
class Text(Value[str]):
    """Words on one line, up to `most` characters; empty where there are none."""

    most: int
    default: str = ""

    def _take(self, given: Any, reading: Reading) -> str:
        written = reading.door.text(given)
        if written is None:
            reading.invalid(given, _("This must be text."))
            return self.start
        if not reading.door.is_plain(written):
            reading.invalid(given, _("This contains characters that can't be shown."))
            return self.start
        text = self.tidy(written)
        if len(text) > self.most:
            message = _("Keep it to %(most)s characters; this has %(count)s.")
            reading.fault(given, TOO_LONG, message % {"most": self.most, "count": len(text)})
        elif self.required and not text:
            reading.fault(given, IS_REQUIRED, _("This is required."))
        elif text:
            self._judge(text, given, reading)
        return text

    def _judge(self, text: str, given: Any, reading: Reading) -> None:
        """What a text of this sort must be beyond its length."""

    def tidy(self, value: Any) -> str:
        return tidy(str(value or ""))

    def _schema(self) -> Schema:
        return {"type": "string", "maxLength": self.most, **({"minLength": 1} if self.required else {})}


@dataclass(frozen=True, kw_only=True)
class LongText(Text):
    """Words on as many lines as it takes; a form begins with so many `lines`."""

    lines: int = 3
    takes: ClassVar[str] = "text on several lines"

    def tidy(self, value: Any) -> str:
        return str(value or "").replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True, kw_only=True)
class Key(Text):
    """A name for use in texts and addresses: small letters, digits, _ and -."""

    most: int = 40
    required: bool = True
    takes: ClassVar[str] = "key"

    def _judge(self, text: str, given: Any, reading: Reading) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", text):
            reading.invalid(given, _("Use only lower-case letters a to z, digits, _ and - in a key."))

    def _schema(self) -> Schema:
        return {**super()._schema(), "pattern": "^[a-z0-9][a-z0-9_-]*$"}


@dataclass(frozen=True, kw_only=True)
class Link(Text):
    """A web address."""

    most: int = LONGEST_LINK
    takes: ClassVar[str] = "web address"

    def _judge(self, text: str, given: Any, reading: Reading) -> None:
        if not is_link(text):
            reading.invalid(given, _("Enter a full address starting with https://."))

    def tidy(self, value: Any) -> str:
        return str(value or "").strip()

    def _schema(self) -> Schema:
        return {**super()._schema(), "format": "uri"}


def is_link(text: str) -> bool:
    """Whether it is a whole web address, of http or https, with a host."""
    try:
        parts = urlsplit(text)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
    return is_one and not any(each.isspace() or not each.isprintable() for each in text)


def short_address(url: str) -> str:
    """Where a link leads, without how: `wiki.example.org/reviews/7`."""
    parts = urlsplit(url)
    return f"{parts.hostname}{parts.path}".rstrip("/")


@dataclass(frozen=True, kw_only=True)
class Email(Text):
    """An email address, in small letters."""

    most: int = LONGEST_EMAIL
    takes: ClassVar[str] = "email address"

    def _judge(self, text: str, given: Any, reading: Reading) -> None:
        try:
            validate_email(text)
        except ValidationError:
            reading.invalid(given, _("Enter an email address, for example ana@example.org."))

    def tidy(self, value: Any) -> str:
        return str(value or "").strip().lower()

    def _schema(self) -> Schema:
        return {**super()._schema(), "format": "email"}


@dataclass(frozen=True, kw_only=True)
class Secret(Text):
    """What is taken and never given back: not written, not said. Giving nothing leaves what there is."""

    most: int = LONGEST_SECRET
    takes: ClassVar[str] = "secret"

    def tidy(self, value: Any) -> str:
        return str(value or "").strip()

    def write(self, value: str) -> None:
        return None

    def said(self, value: str) -> str:
        return "••••" if value else ""

    def _schema(self) -> Schema:
        return {**super()._schema(), "format": "password", "writeOnly": True}
