"""Inputs for custom fields: what a person sees, and how what they type becomes a value."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from turnout.core.people.models import Team
from turnout.incidents.fields.models.fields import Value
from turnout.incidents.fields.values import TEXT_LENGTH, CannotHold, as_plain, read_value
from turnout.incidents.models import CustomField, FieldKind
from turnout.web.forms import PersonField

TEAMS = 300
Make = Callable[[CustomField, "Value | None"], forms.Field]


def input_for(field: CustomField, held: Value | None = None, *, help: str = "") -> forms.Field:
    """The input of a field, drawn with what it holds; not required."""
    made = MAKERS[FieldKind(field.kind)](field, held)
    made.required = made.widget.is_required = False
    made.label = field.name
    made.help_text = help or field.description
    made.initial = as_typed(held)
    made.validators.append(_check_against(field, held))
    return made


def as_typed(value: Any) -> Any:
    """A value as an input shows it."""
    if isinstance(value, tuple):
        return list(value)
    return as_plain(value) if hasattr(value, "quantize") else value


def _check_against(field: CustomField, held: Value | None) -> Callable[[Any], None]:
    def check(given: Any) -> None:
        try:
            read_value(field, given, held)
        except CannotHold as reason:
            raise ValidationError(reason.why) from None

    return check


def _offered(field: CustomField, held: Value | None) -> list[tuple[str, str]]:
    """Options in use, and those no longer in use that stand there already."""
    chosen = (held,) if isinstance(held, str) else held if isinstance(held, tuple) else ()
    return [(each.key, each.value) for each in field.options if each.is_active or each.key in chosen]


def _single(field: CustomField, held: Value | None) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("Not known")), *_offered(field, held)])


def _several(field: CustomField, held: Value | None) -> forms.Field:
    return forms.MultipleChoiceField(choices=_offered(field, held), widget=forms.CheckboxSelectMultiple)


def _text(field: CustomField, held: Value | None) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 2, "maxlength": TEXT_LENGTH})
    return forms.CharField(max_length=TEXT_LENGTH, widget=widget)


def _link(field: CustomField, held: Value | None) -> forms.Field:
    return forms.CharField(
        max_length=TEXT_LENGTH, widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"})
    )


def _number(field: CustomField, held: Value | None) -> forms.Field:
    return forms.CharField(
        max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    )


def _day(field: CustomField, held: Value | None) -> forms.Field:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


def _person(field: CustomField, held: Value | None) -> forms.Field:
    return PersonField()


def _team(field: CustomField, held: Value | None) -> forms.Field:
    offered = list(Team.objects.values_list("pk", flat=True)[:TEAMS])
    if isinstance(held, Team):
        offered.append(held.pk)
    return forms.ModelChoiceField(Team.objects.filter(pk__in=offered), empty_label=_("Not known"))


MAKERS: dict[FieldKind, Make] = {
    FieldKind.SINGLE_SELECT: _single,
    FieldKind.MULTI_SELECT: _several,
    FieldKind.TEXT: _text,
    FieldKind.LINK: _link,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _day,
    FieldKind.PERSON: _person,
    FieldKind.TEAM: _team,
}
