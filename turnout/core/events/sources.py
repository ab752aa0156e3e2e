"""Where changes come from: what each door calls itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_present: ContextVar[str] = ContextVar("event_source", default="worker")
_sources: dict[str, str | Promise] = {}


def source(key: str, words: str | Promise) -> str:
    """Make a source known: `coming_from(key)` records it, `words` follow an entry of a timeline."""
    _sources[key] = words
    return key


@contextmanager
def coming_from(source: str) -> Iterator[None]:
    """Events recorded in this block came from `source`: web, api, cli, import …"""
    token = _present.set(source)
    try:
        yield
    finally:
        _present.reset(token)


def present_source() -> str:
    """Where events recorded now come from."""
    return _present.get()


def in_words(key: str) -> str:
    """Empty for the pages, where most things come from, and for what nobody knows."""
    return str(_sources.get(key, ""))


API = source("api", _("through the API"))
COMMAND_LINE = source("cli", _("on the command line"))
BLUEPRINT = source("blueprint", _("with a blueprint"))
IMPORT = source("import", _("imported"))
