"""Text from outside, made fit to be kept: any database takes it, and its length is bounded."""

import re
import unicodedata
from typing import Any

from turnout.incidents.importing.problems import Unusable

# Control characters other than tab and line feed, and halves of characters.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

_NAMES = {bool: "true or false", dict: "object", list: "list"}


def prose(value: Any) -> str:
    """Words over several lines; a number is its digits. Unusable for what is no text at all."""
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        raise Unusable(f"is a {_NAMES[type(value)]}, not text")
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNFIT.sub("", text)).strip()


def line(value: Any) -> str:
    """Words on one line."""
    return " ".join(prose(value).split())


def cut(text: str, longest: int) -> str:
    """The beginning of a text, up to a word's end, with an ellipsis where something was left out."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    kept = re.sub(r"\s+\S*$", "", head) or head
    return f"{kept.rstrip()}…"
