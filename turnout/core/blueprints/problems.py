"""What is wrong with a blueprint: in which file, on which line, and why."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that keeps a blueprint from being applied. Line 0: it is about the whole."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


class InvalidBlueprint(Exception):
    """Nothing was changed; `problems` has all that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("; ".join(str(each) for each in self.problems))


class ChangedSince(Exception):
    """The settings aren't what the plan was made from. Nothing was changed."""
