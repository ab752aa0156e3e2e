"""Which verbs there are, and what is answered of each in `verbs`."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import turnout
from tests.abuse.verbs import ANSWERS


@dataclass(frozen=True)
class Answer:
    """What is answered of one verb, in the words above."""

    verb: str  # with its module
    who: str
    told: str
    kept: str
    back: str
    own: str

    @property
    def takes_two(self) -> bool:
        return self.back == "two"


def answers() -> dict[str, Answer]:
    """By module and verb."""
    found: dict[str, Answer] = {}
    for line in filter(None, ANSWERS.splitlines()):
        if not line.startswith(" "):
            module = line.strip()
            continue
        verb, *said = line.split()
        found[f"{module}.{verb}"] = Answer(f"{module}.{verb}", *said)
    return found


def verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of an `actions` module that is told who does it, by module and name."""
    for found in pkgutil.walk_packages(turnout.__path__, "turnout."):
        if "actions" in found.name.split("."):
            module = importlib.import_module(found.name)
            for name, function in vars(module).items():
                if not name.startswith("_") and _is_written_in(module, function) and not _is_part(function):
                    yield f"{found.name.removeprefix('turnout.')}.{name}", function


def _is_written_in(module: ModuleType, function: Any) -> bool:
    return (
        inspect.isroutine(function)
        and function.__module__ == module.__name__
        and "by" in inspect.signature(function).parameters
    )


def _is_part(function: Callable[..., Any]) -> bool:
    return (function.__doc__ or "").startswith("Part of ")
