"""What is wrong with a blueprint: in which file, on which line, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that keeps a blueprint from being applied. Line 0: it is about the whole."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


class Refused(Exception):
    """Nothing was changed; `problems` has all that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("; ".join(str(each) for each in self.problems))


class ChangedSince(Exception):
    """The settings aren't what the plan was made from. Nothing was changed."""


def unknown(name: str, known: Iterable[str], renamed: Mapping[str, str] | None = None) -> str:
    """ "There is no “colour”", with the nearest name there is, or with the new one of what was renamed."""
    names = list(known)
    if renamed and name in renamed:
        return _("“%(name)s” is now called “%(now)s”.") % {"name": name, "now": renamed[name]}
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return _("There is no “%(name)s”. Did you mean “%(near)s”?") % {"name": name[:80], "near": near[0]}
    if names and len(names) <= 12:
        listed = ", ".join(names)
        return _("There's no “%(name)s”. Choose from: %(known)s.") % {"name": name[:80], "known": listed}
    return _("There is no “%(name)s”.") % {"name": name[:80]}
