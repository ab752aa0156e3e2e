"""What two texts have in common, and what only one of them says: word by word, within bounds."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_COMPARED = 1500  # words of each, or lines: what is longer counts as changed whole


class Run(NamedTuple):
    """Words in a row. `differs`: only this of the two texts has them here."""

    text: str
    differs: bool


def differences(was: str, now: str) -> tuple[list[Run], list[Run]]:
    """Both texts, whole, in runs. Lines first, then the words of lines that were changed."""
    before: list[Run] = []
    after: list[Run] = []
    one, other = was.splitlines(keepends=True), now.splitlines(keepends=True)
    for same, left, right in _matched(one, other):
        for is_same, mine, theirs in [(True, left, right)] if same else _matched(_words(left), _words(right)):
            _add(before, "".join(mine), differs=not is_same)
            _add(after, "".join(theirs), differs=not is_same)
    return before, after


def _words(lines: list[str]) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", "".join(lines))


def _matched(one: list[str], other: list[str]) -> list[tuple[bool, list[str], list[str]]]:
    """Stretches of both, alike or not. What both begin and end with is left out of the comparing."""
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    middle, there = one[start : len(one) - end], other[start : len(other) - end]
    found = [(True, one[:start], other[:start])]
    if max(len(middle), len(there)) > MOST_COMPARED or not (middle and there):
        found.append((False, middle, there))
    else:
        for kind, a, b, c, d in SequenceMatcher(None, middle, there).get_opcodes():
            found.append((kind == "equal", middle[a:b], there[c:d]))
    return [*found, (True, one[len(one) - end :], other[len(other) - end :])]


def _shared(one: list[str], other: list[str]) -> int:
    """How many they begin with that are alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _add(runs: list[Run], text: str, *, differs: bool) -> None:
    if not text:
        return
    if runs and runs[-1].differs == differs:
        runs[-1] = Run(runs[-1].text + text, differs)
    else:
        runs.append(Run(text, differs))
