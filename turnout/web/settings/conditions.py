"""Conditions as a form for anyone: all that is filled in has to hold; the rest does not matter."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turnout.core.conditions import Conditions
from turnout.core.lib.cached_tables import cached_table
from turnout.incidents.blueprint.roles import at_least
from turnout.incidents.fields.values import fields_in_use
from turnout.incidents.models import CustomField, Discipline, FieldKind, IncidentType

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


class ConditionsForm(forms.Form):
    """Its inputs; `about_near` draws those for what is asked just before, `about_fields` for other fields."""

    severity = forms.ChoiceField(label=_("Which severity?"), required=False)
    types = forms.MultipleChoiceField(
        label=_("Which types?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave all unticked for any."),
    )
    disciplines = forms.MultipleChoiceField(
        label=_("Which departments?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave all unticked for any."),
    )
    place = forms.CharField(
        label=_("Location"),
        required=False,
        max_length=100,
        help_text=_("A word from the location, for example Lisbon."),
    )

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
        fields: Any = self.fields
        self.near = [f"field-{key}" for key in near]
        ranks = [(each.key, each.words) for each in at_least()]
        fields["severity"].choices = [("", _("Any severity")), *ranks]
        fields["types"].choices = [
            (each.key, each.invitation) for each in cached_table(IncidentType).values()
        ]
        fields["disciplines"].choices = [(each.key, each.name) for each in cached_table(Discipline).values()]
        asked = [each for each in fields_in_use() if each.kind in OPERATION and each.key != without]
        self.asked = dict(ASKED)
        for field in asked:
            self.fields[f"field-{field.key}"] = _input(field)
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
            value = self.cleaned_data[name]
            values = value if isinstance(value, list) else ["" if value is None else str(value).strip()]
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


def _input(field: CustomField) -> forms.Field:
    if field.is_select:
        return forms.MultipleChoiceField(
            label=field.name,
            required=False,
            choices=[(each.key, each.value) for each in field.options if each.is_active],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Leave all unticked for any."),
        )
    if field.kind == FieldKind.NUMBER:
        label = _("%(field)s: more than") % {"field": field.name}
        return forms.DecimalField(
            label=label, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"})
        )
    label = _("%(field)s: contains") % {"field": field.name}
    return forms.CharField(label=label, required=False, max_length=100)
