"""Values as inputs: what each looks like in a form. What is typed is read by the value itself."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from turnout.core.people.models import Team as TeamRow
from turnout.core.values import (
    TYPED,
    Choice,
    Choices,
    Day,
    Duration,
    Email,
    Faulty,
    Icon,
    Link,
    LongText,
    Many,
    Moment,
    Number,
    Option,
    People,
    Person,
    Ref,
    Refs,
    Secret,
    Team,
    Teams,
    Text,
    Value,
    YesNo,
    as_plain,
)
from turnout.web.forms import PersonPicker

TEAMS = 300
LONG = 200  # characters, from which on a line of text gets room for two
LISTED = (Many, People)  # one on each line
EMPTY: tuple[Any, ...] = (None, "", [], ())


class ValueField(forms.Field):
    """An input that cleans to what its value reads."""

    def __init__(self, value: Value[Any], held: Any = None) -> None:
        self.value = value
        self.is_several = isinstance(value, Choices | Refs | Teams)
        super().__init__(
            required=value.required,
            label=value.label or None,  # type: ignore[arg-type]  # a promise of words is one to Django
            help_text=value.help,  # type: ignore[arg-type]
            initial=_initial(value, value.start if held is None else held),
            widget=widget_of(value, held),
        )

    @property
    def choices(self) -> list[Any]:
        return list(self.widget.choices)

    def clean(self, given: Any) -> Any:
        try:
            read = self.value.read(_lines(given) if isinstance(self.value, LISTED) else given, TYPED)
        except Faulty as faulty:
            raise ValidationError([each.message for each in faulty.faults]) from None
        if self.required and read in EMPTY:
            raise ValidationError(self.error_messages["required"])
        return read

    def has_changed(self, initial: Any, data: Any) -> bool:
        return as_typed(initial) not in (data, str(data))


class ValuesForm(forms.Form):
    """A form of some values, by name, with what they hold."""

    def __init__(
        self,
        parts: Mapping[str, Value[Any]],
        data: Any = None,
        *,
        held: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        for name, value in parts.items():
            self.fields[name] = ValueField(value, (held or {}).get(name))


def _initial(value: Value[Any], held: Any) -> Any:
    if isinstance(value, LISTED):
        return "\n".join(value.write(held))
    return as_typed(held)


def as_typed(value: Any) -> Any:
    """A value as an input shows it."""
    if isinstance(value, tuple):
        return [as_typed(each) for each in value]
    if isinstance(value, Decimal):
        return as_plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if isinstance(value, TeamRow) else value


def widget_of(value: Value[Any], held: Any = None) -> forms.Widget:
    """What it is typed, chosen or ticked in."""
    make = next(WIDGETS[type] for type in type(value).__mro__ if type in WIDGETS)
    return make(value, held)


def _text(value: Text, held: Any) -> forms.Widget:
    if value.most > LONG:
        return forms.Textarea(attrs={"rows": 2, "maxlength": value.most, "class": "is-one-line"})
    return forms.TextInput(attrs={"maxlength": value.most})


def _long_text(value: LongText, held: Any) -> forms.Widget:
    return forms.Textarea(attrs={"rows": value.lines, "maxlength": value.most})


def _link(value: Link, held: Any) -> forms.Widget:
    attrs = {"maxlength": value.most, "placeholder": "https://", "inputmode": "url"}
    return forms.URLInput(attrs=attrs)


def _number(value: Number, held: Any) -> forms.Widget:
    if value.words:
        pairs = [(each.key, each.words) for each in value.words()]
        return forms.Select(choices=[*([] if value.required else [("", value.none or _("None"))]), *pairs])
    if value.places:
        return forms.TextInput(attrs={"maxlength": 40, "inputmode": "decimal", "autocomplete": "off"})
    return forms.NumberInput(attrs={"min": value.least, "max": value.most})


def _yes_or_no(value: YesNo, held: Any) -> forms.Widget:
    if value.words is None:
        return forms.CheckboxInput()
    return forms.Select(choices=[*zip(("False", "True"), value.words, strict=True)])


def _choice(value: Choice | Ref, held: Any) -> forms.Widget:
    offered = _offered(value.options.values(), held)
    spread = isinstance(value, Choice) and value.spread
    none = [] if value.required or value.default else [("", value.none or _("None"))]
    widget = forms.RadioSelect if spread else forms.Select
    return widget(choices=[*none, *_grouped(offered)])


def _icon(value: Icon, held: Any) -> forms.Widget:
    names = dict.fromkeys(
        [*([held] if held else []), *value.suggested] if held not in value.suggested else value.suggested
    )
    return forms.RadioSelect(choices=[(name, name) for name in names])


def _choices(value: Choices | Refs, held: Any) -> forms.Widget:
    offered = _offered(value.options.values(), held)
    return forms.CheckboxSelectMultiple(choices=_grouped(offered))


def _offered(options: Iterable[Option], held: Any) -> list[Option]:
    """Those that can be chosen, and those that no longer can and stand there already."""
    chosen = (held,) if isinstance(held, str) else held or ()
    return [each for each in options if each.is_offered or each.key in chosen]


def _grouped(options: list[Option]) -> list[Any]:
    made: list[Any] = []
    for group, some in groupby(options, lambda each: each.group):
        pairs = [(each.key, f"{each.words} · {each.help}" if each.help else each.words) for each in some]
        made += [(group, pairs)] if group else pairs
    return made


def _team(value: Team | Teams, held: Any) -> forms.Widget:
    rows = list(TeamRow.objects.all()[:TEAMS])
    rows += [each for each in (held if isinstance(held, tuple) else (held,)) if each and each not in rows]
    pairs = [(each.pk, each.name) for each in rows]
    if isinstance(value, Teams):
        return forms.CheckboxSelectMultiple(choices=pairs)
    return forms.Select(choices=[*([] if value.required else [("", value.none or _("None"))]), *pairs])


def _person(value: Person, held: Any) -> forms.Widget:
    return PersonPicker(attrs={"maxlength": "254", "autocomplete": "off", "spellcheck": "false"})


def _lines(given: Any) -> list[str]:
    """One on each line; lines with nothing are left out."""
    return [line.strip() for line in (given or "").splitlines() if line.strip()]


WIDGETS: dict[type[Any], Callable[[Any, Any], forms.Widget]] = {
    Text: _text,
    LongText: _long_text,
    Link: _link,
    Email: lambda value, held: forms.EmailInput(attrs={"maxlength": value.most}),
    Secret: lambda value, held: forms.PasswordInput(attrs={"autocomplete": "off"}),
    Number: _number,
    YesNo: _yes_or_no,
    Choice: _choice,
    Ref: _choice,
    Icon: _icon,
    Choices: _choices,
    Refs: _choices,
    Person: _person,
    Team: _team,
    Teams: _team,
    Day: lambda value, held: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    Moment: lambda value, held: forms.TextInput(attrs={"placeholder": "2026-03-29T14:30:00Z"}),
    Duration: lambda value, held: forms.TextInput(attrs={"placeholder": "2h 30m"}),
    Many: lambda value, held: forms.Textarea(attrs={"rows": 5}),
    People: lambda value, held: forms.Textarea(attrs={"rows": 2}),
}
"""By type, how a value is drawn; one that isn't named is drawn as what it is a sort of."""
