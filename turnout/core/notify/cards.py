"""What a message is about, at a glance: fit to leave the house, made when it leaves."""

from dataclasses import dataclass

from turnout.core.events.subjects import subjects


@dataclass(frozen=True)
class Card:
    """The thing itself in a few words, in the language that is on.

    reference  what people call it: INC-42
    facts      a few words each: how severe, how it stands
    """

    reference: str
    facts: tuple[str, ...] = ()


def card_of(subject_kind: str, subject_id: str) -> Card | None:
    """What its room says of it, as discreet as need be (`core.events.subjects`)."""
    kind = subjects.get(subject_kind)
    card: Card | None = kind.card(subject_id) if kind and kind.card else None
    return card
