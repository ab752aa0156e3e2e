"""Pictures: the Lucide icons, by name."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import ClassVar
from zipfile import ZipFile

from django.utils.translation import gettext_lazy

from turnout.core.values.choosing import Choice, Source
from turnout.core.values.value import Words

NAMES = gettext_lazy("Lucide icon names")
UNSAID = "circle-question-mark"


@lru_cache(maxsize=1)
def icons() -> tuple[str, ...]:
    """Names of all pictures there are."""
    with files("lucide").joinpath("lucide.zip").open("rb") as file, ZipFile(file) as archive:
        return tuple(sorted(name.removesuffix(".svg") for name in archive.namelist()))


@dataclass(frozen=True, kw_only=True)
class Icon(Choice):
    """A picture. `suggested`: those a form offers."""

    of: Source = icons
    named: Words = NAMES
    default: str = UNSAID
    suggested: tuple[str, ...] = ()
    takes: ClassVar[str] = "icon"
