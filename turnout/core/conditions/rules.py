"""Conditions that were checked: whether they hold, what they mean, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.conditions.operations import OPERATIONS, Operation
from turnout.core.conditions.references import RANKED, Option, Reference, Words


@dataclass(frozen=True)
class Condition:
    """One question about one reference."""

    reference: Reference
    operation: str
    values: tuple[str, ...] = ()

    @property
    def data(self) -> dict[str, Any]:
        return {"of": self.reference.name, "is": self.operation, "values": list(self.values)}

    def holds(self, subject: Any) -> bool:
        ranked = (
            self.reference.kind == RANKED
        )  # only where the order counts: they cost more than the question
        options = [option.value for option in self.reference.options()] if ranked else []
        return self._operation.holds(self.reference.read(subject), self.values, options)

    def __str__(self) -> str:
        says = self._operation.says
        if self.operation == "at_least" and self._asks_for_the_worst:
            says = OPERATIONS[RANKED]["one_of"].says
        return str(says) % {"what": self.reference.label, "values": self.named}

    @property
    def named(self) -> str:
        """What it asks for, in words."""
        labels = _labels(self.reference.options())
        return _any([str(labels.get(value, f"“{value}”")) for value in self.values])

    @property
    def _asks_for_the_worst(self) -> bool:
        """Then nothing is worse."""
        first = next(iter(self.reference.options()), None)
        return self.reference.kind == RANKED and first is not None and self.values == (first.value,)

    @property
    def _operation(self) -> Operation:
        return OPERATIONS[self.reference.kind][self.operation]


@dataclass(frozen=True)
class Verdict:
    """What one condition came to."""

    condition: Condition
    held: bool


@dataclass(frozen=True)
class Reasons:
    """What every condition of every group came to for one subject."""

    held: bool
    groups: tuple[tuple[Verdict, ...], ...] = field(default_factory=tuple)

    @property
    def sentence(self) -> str:
        """Why, in words: the first group that held, or for each what it lacked."""
        if not self.groups:
            return _("This always applies.")
        if self.held:
            group = next(each for each in self.groups if all(answer.held for answer in each))
            return _("Because %(why)s.") % {"why": _all([str(answer.condition) for answer in group])}
        lacking = [_all([str(a.condition) for a in group if not a.held]) for group in self.groups]
        return _("It would apply if %(what)s.") % {"what": _any(lacking)}


@dataclass(frozen=True)
class Conditions:
    """Any of the groups, all conditions of a group. Without a group they always hold."""

    groups: tuple[tuple[Condition, ...], ...] = ()

    @property
    def data(self) -> list[list[dict[str, Any]]]:
        """As they are kept: JSON that `parse` reads."""
        return [[condition.data for condition in group] for group in self.groups]

    def hold(self, subject: Any) -> bool:
        return not self.groups or any(
            all(condition.holds(subject) for condition in group) for group in self.groups
        )

    def why(self, subject: Any) -> Reasons:
        groups = tuple(
            tuple(Verdict(condition, condition.holds(subject)) for condition in group)
            for group in self.groups
        )
        held = not groups or any(all(answer.held for answer in group) for group in groups)
        return Reasons(held, groups)

    def __str__(self) -> str:
        if not self.groups:
            return _("always")
        return _any([_all([str(condition) for condition in group]) for group in self.groups])


def _labels(options: Iterable[Option]) -> dict[str, Words]:
    return {each.value: each.label for each in options}


def _any(said: list[str]) -> str:
    return _joined(said, _("%(first)s or %(last)s"))


def _all(said: list[str]) -> str:
    return _joined(said, _("%(first)s and %(last)s"))


def _joined(said: list[str], pattern: str) -> str:
    if len(said) < 2:
        return "".join(said)
    return pattern % {"first": ", ".join(said[:-1]), "last": said[-1]}
