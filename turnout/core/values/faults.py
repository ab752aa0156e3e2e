"""What is wrong with something given: where in it, which rule it breaks, and a sentence for people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

IS_REQUIRED = "is_required"
INVALID = "invalid_value"
TOO_LONG = "too_long"
NOT_FOUND = "not_found"
UNKNOWN = "unknown_field"
"""Codes of faults. Scripts read them: they are only ever added to."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    at    the names and places that lead to it: ("options", "0", "name")
    line  of the file it stands in; 0 where there is none
    """

    code: str
    message: str
    at: tuple[str, ...] = ()
    line: int = 0

    @property
    def path(self) -> str:
        """As a JSON pointer has it, without the first slash."""
        return "/".join(each.replace("~", "~0").replace("/", "~1") for each in self.at)


class Faulty(Exception):
    """What was given can't be read; `faults` has all that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(each.message for each in self.faults))


def unknown(name: str, known: Iterable[str], renamed: Mapping[str, str] | None = None) -> str:
    """ "There's no “colour”", with the nearest name there is, or with the new name of what was renamed."""
    names = list(known)
    if renamed and name in renamed:
        return _("“%(name)s” is now called “%(now)s”.") % {"name": name, "now": renamed[name]}
    near = get_close_matches(name[:80], names, n=1, cutoff=0.6)
    if near:
        return _("There's no “%(name)s”. Did you mean “%(near)s”?") % {"name": name[:80], "near": near[0]}
    if names and len(names) <= 12:
        listed = ", ".join(names)
        return _("There's no “%(name)s”. Choose from: %(known)s.") % {"name": name[:80], "known": listed}
    return _("There's no “%(name)s”.") % {"name": name[:80]}
