"""Small things done to words."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise


def one_line(text: str, longest: int) -> str:
    """`text` on one line, cut with an ellipsis where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def for_everyone(words: str | Promise) -> str:
    """Lazily translated words as a row keeps them that everyone reads: in the language of the organization,
    whoever happens to write it."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(words)
