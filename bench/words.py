"""A vocabulary with common and rare words, so that a search over it is an honest one."""

import random
from collections.abc import Sequence
from itertools import accumulate

THINGS = (
    "delivery order oven till website login payment invoice freezer driver warehouse customer supplier label "
    "printer scanner lift door alarm heating router backup server mailbox parcel contract refund payroll "
    "badge laptop phone pump conveyor mixer van pallet queue account password newsletter recipe allergen "
    "complaint visitor letter claim photo article interview sensor camera generator ladder forklift"
).split()
TROUBLES = (
    "late broken missing wrong slow stuck cold double lost leaking blocked refused expired empty unreachable "
    "damaged misprinted overcharged unsafe noisy delayed short confused locked"
).split()
PLACES = (
    "Lyon Leeds Porto Gdansk Ghent Turin Malmo Cork Graz Tartu Bilbao Aarhus Utrecht Rouen Bergen Split"
).split()
GLUE = "the a in at for and with since we nobody some many again after before from is was has not".split()
COMMON = "delivery"
"""In about a fifth of all incidents."""

PLANTED = "quillfeather"
"""In forty incidents, however many there are."""

_ONSETS = "b br d dr f fl g gr k kl l m n p pr r s st t tr v w z".split()
_VOWELS = "a e i o u ai ou".split()
_ENDS = ["", "n", "r", "l", "s", "t", "m", "nd", "rk"]


def rare_words(count: int = 20_000) -> list[str]:
    """Made-up names of things, always the same ones."""
    dice = random.Random("rare words")
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = (
            dice.choice(_ONSETS) + dice.choice(_VOWELS) + dice.choice(_ENDS)
            for _ in range(dice.choice((2, 3)))
        )
        found["".join(syllables)] = None
    return list(found)


def _one_of(words: Sequence[str], dice: random.Random) -> str:
    return words[int(dice.random() * len(words))]


class Prose:
    """An endless supply of names and summaries; the same for the same seed."""

    BUFFER = 100_000

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)
        self.rare = rare_words()
        self.words = [*GLUE, *THINGS, *TROUBLES, *self.rare[:4000]]
        weights = [1 / (rank + 3) for rank in range(len(self.words))]
        self.weights = list(accumulate(weights))
        self.buffer: list[str] = []

    def _take(self, count: int) -> list[str]:
        if len(self.buffer) < count:
            self.buffer = self.dice.choices(self.words, cum_weights=self.weights, k=self.BUFFER)
        taken = self.buffer[-count:]
        del self.buffer[-count:]
        return taken

    def name(self) -> str:
        thing, trouble, rare = (_one_of(each, self.dice) for each in (THINGS, TROUBLES, self.rare))
        return f"{thing.capitalize()} {trouble} at {rare}"

    def summary(self) -> str:
        return " ".join(self._take(12 + int(self.dice.random() * 14))).capitalize() + "."

    def place(self) -> str:
        return _one_of(PLACES, self.dice)
