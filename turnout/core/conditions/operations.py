"""What can be asked of a value, by its kind: how it is decided and how it is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.core.conditions.references import (
    CHOICE,
    DAY,
    FLAG,
    NUMBER,
    PRESENCE,
    RANKED,
    SEVERAL,
    TEXT,
    Words,
)

Values = Sequence[str]
Holds = Callable[[Any, Values, Values], bool]
"""Of the value there is, those asked for, and all options in their order."""


@dataclass(frozen=True)
class Operation:
    """One question; `says` has %(what)s and, if it `takes` values, %(values)s."""

    holds: Holds
    says: Words
    takes: str = ""  # "one" value, "some" values, or none


def _ranks(value: Any, asked: Values, options: Values) -> tuple[int, int] | None:
    """Places in the order, 0 the worst; None where there is no value or an option has gone."""
    if value not in options or asked[0] not in options:
        return None
    return options.index(value), options.index(asked[0])


def _at_least(value: Any, asked: Values, options: Values) -> bool:
    ranks = _ranks(value, asked, options)
    return ranks is not None and ranks[0] <= ranks[1]


def _at_most(value: Any, asked: Values, options: Values) -> bool:
    ranks = _ranks(value, asked, options)
    return ranks is not None and ranks[0] >= ranks[1]


def _is_set(value: Any, asked: Values, options: Values) -> bool:
    return value is not None and value not in ("", (), [], set())


_ANY_KIND = {
    "is_set": Operation(_is_set, _("%(what)s is set")),
    "is_not_set": Operation(lambda *of: not _is_set(*of), _("%(what)s isn't set")),
}
_ONE_OF = {
    "one_of": Operation(lambda value, asked, _all: value in asked, _("%(what)s is %(values)s"), "some"),
    "not_one_of": Operation(
        lambda value, asked, _all: value not in asked, _("%(what)s isn't %(values)s"), "some"
    ),
}

OPERATIONS: dict[str, dict[str, Operation]] = {
    CHOICE: {**_ONE_OF, **_ANY_KIND},
    RANKED: {
        "at_least": Operation(_at_least, _("%(what)s is %(values)s or worse"), "one"),
        "at_most": Operation(_at_most, _("%(what)s is %(values)s or less severe"), "one"),
        **_ONE_OF,
        **_ANY_KIND,
    },
    SEVERAL: {
        "any_of": Operation(
            lambda value, asked, _all: bool(set(value or ()) & set(asked)),
            _("%(what)s include %(values)s"),
            "some",
        ),
        "none_of": Operation(
            lambda value, asked, _all: not set(value or ()) & set(asked),
            _("%(what)s don't include %(values)s"),
            "some",
        ),
        **_ANY_KIND,
    },
    TEXT: {
        "contains": Operation(
            lambda value, asked, _all: asked[0].casefold() in str(value or "").casefold(),
            _("%(what)s contains %(values)s"),
            "one",
        ),
        "does_not_contain": Operation(
            lambda value, asked, _all: asked[0].casefold() not in str(value or "").casefold(),
            _("%(what)s doesn't contain %(values)s"),
            "one",
        ),
        **_ANY_KIND,
    },
    NUMBER: {
        "more_than": Operation(
            lambda value, asked, _all: value is not None and value > float(asked[0]),
            _("%(what)s is more than %(values)s"),
            "one",
        ),
        "less_than": Operation(
            lambda value, asked, _all: value is not None and value < float(asked[0]),
            _("%(what)s is less than %(values)s"),
            "one",
        ),
        **_ANY_KIND,
    },
    DAY: {
        "before": Operation(
            lambda value, asked, _all: value is not None and value.isoformat() < asked[0],
            _("%(what)s is before %(values)s"),
            "one",
        ),
        "after": Operation(
            lambda value, asked, _all: value is not None and value.isoformat() > asked[0],
            _("%(what)s is after %(values)s"),
            "one",
        ),
        **_ANY_KIND,
    },
    PRESENCE: _ANY_KIND,
    FLAG: {
        "is_true": Operation(lambda value, _asked, _all: value is True, _("%(what)s")),
        "is_false": Operation(lambda value, _asked, _all: value is not True, _("not: %(what)s")),
    },
}
