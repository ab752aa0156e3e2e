"""Conditions as a form for anyone: all that is filled in has to hold; the rest does not matter."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnout.core.conditions import Conditions
from turnout.core.lib.cached_tables import cached_table
from turnout.core.values import Choice, Choices, Number, Option, Parts, Text, Value
from turnout.core.values.field_types import LARGEST
from turnout.incidents.blueprint.roles import at_least
from turnout.incidents.fields.values import fields_in_use
from turnout.incidents.models import CustomField, Discipline, FieldKind, IncidentType
from turnout.web.inputs import ValueField, as_typed

ASKED = {  # input of the form: what it asks, and how
    "severity": ("severity", "at_least"),
    "types": ("type", "one_of"),
    "disciplines": ("department", "one_of"),
    "place": ("place", "contains"),
}
OPERATION = {
    FieldKind.SINGLE_SELECT: "one_of",
    FieldKind.MULTI_SELECT: "any_of",
    FieldKind.NUMBER: "more_than",
    FieldKind.TEXT: "contains",
}
"""How each kind of custom field is asked about here. Others can be asked about in other doors."""


ANY = _("Leave all unticked for any.")
VALUES: Parts = {
    "severity": Choice(of=at_least, none=_("Any severity"), label=_("Which severity?")),
    "types": Choices(
        of=lambda: {each.key: each.invitation for each in cached_table(IncidentType).values()},
        label=_("Which types?"),
        help=ANY,
    ),
    "disciplines": Choices(
        of=lambda: {each.key: each.name for each in cached_table(Discipline).values()},
        label=_("Which departments?"),
        help=ANY,
    ),
    "place": Text(most=100, label=_("Where?"), help=_("A word from the location, for example Lisbon.")),
}
"""What is asked about in every rule; custom fields come behind."""


class ConditionsForm(forms.Form):
    """Its inputs; `about_near` draws those for what is asked just before, `about_fields` for other fields."""

    def __init__(
        self,
        *given: Any,
        without: str = "",
        near: Sequence[str] = (),
        of_one_kind: bool = False,
        **options: Any,
    ) -> None:
        """without      the key of a custom field that isn't asked about
        near         keys of those it is most likely about
        of_one_kind  which kind it is and whose is settled: it isn't asked, unless it was said
        """
        super().__init__(*given, **options)
        self.near = [f"field-{key}" for key in near]
        self.fields.update({name: ValueField(each) for name, each in VALUES.items()})
        asked = [each for each in fields_in_use() if each.kind in OPERATION and each.key != without]
        self.asked = dict(ASKED)
        for field in asked:
            self.fields[f"field-{field.key}"] = ValueField(_value_of(field))
            self.asked[f"field-{field.key}"] = (f"field.{field.key}", OPERATION[FieldKind(field.kind)])

        for name in ("types", "disciplines") if of_one_kind else ():
            if not self.initial.get(name):
                del self.fields[name], self.asked[name]

    def about_near(self) -> list[forms.BoundField]:
        return [self[name] for name in self.near if name in self.asked]

    def about_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.asked if name not in ASKED and name not in self.near]

    def asks_about_fields(self) -> bool:
        """Something is said about them, or wrongly."""
        return any(each.value() or each.errors for each in self.about_fields())

    def conditions(self) -> list[list[dict[str, Any]]]:
        """As core.conditions keeps them: one group, or none where nothing was asked."""
        group = []
        for name, (of, operation) in self.asked.items():
            value = as_typed(self.cleaned_data[name])
            values = value if isinstance(value, list) else [value or ""]
            if any(values):
                group.append({"of": of, "is": operation, "values": values})
        return [group] if group else []


def initial_of(conditions: Conditions | None) -> Mapping[str, Any] | None:
    """Conditions as the form has them; None where they ask what the form can't say."""
    if conditions is None or len(conditions.groups) > 1:
        return None
    initial: dict[str, Any] = {}
    by_question = {asked: name for name, asked in ConditionsForm().asked.items()}
    for condition in conditions.groups[0] if conditions.groups else ():
        name = by_question.get((condition.reference.name, condition.operation))
        if name is None or name in initial:
            return None
        takes_several = condition.operation in ("one_of", "any_of")
        initial[name] = list(condition.values) if takes_several else condition.values[0]
    return initial


def _value_of(field: CustomField) -> Value[Any]:
    """What it is asked about with: options, a number it exceeds, a word it contains."""
    if field.is_select:
        options = [Option(each.key, each.value, is_offered=each.is_active) for each in field.options]
        return Choices(of=options, label=field.name, help=ANY)
    if field.kind == FieldKind.NUMBER:
        label = _("%(field)s: more than") % {"field": field.name}
        return Number(least=-LARGEST, most=LARGEST, places=6, label=label)
    return Text(most=100, label=_("%(field)s: contains") % {"field": field.name})
