"""Where changes come from, in words: what a door that isn't a page calls itself."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_sources: dict[str, str | Promise] = {}


def source(key: str, words: str | Promise) -> str:
    """Make a source known: `coming_from(key)` records it, `words` follow an entry of a timeline."""
    _sources[key] = words
    return key


def in_words(key: str) -> str:
    """Empty for the pages, where most things come from, and for what nobody knows."""
    return str(_sources.get(key, ""))


API = source("api", _("through the API"))
COMMAND_LINE = source("cli", _("on the command line"))
IMPORT = source("import", _("imported"))
