"""What a message is about, at a glance: fit to leave the house, made when it leaves."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """The thing itself in a few words, in the language that is on.

    reference  what people call it: INC-42
    facts      a few words each: how severe, how it stands
    """

    reference: str
    facts: tuple[str, ...] = ()


cards: dict[str, Callable[[str], Card | None]] = {}
"""By kind of subject: the card of the one with this id. Rooms register theirs, as discreet as need be."""


def card_of(subject_kind: str, subject_id: str) -> Card | None:
    make = cards.get(subject_kind)
    return make(subject_id) if make else None
