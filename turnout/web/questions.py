"""The questions of a form on a page: the same answer to "what is asked now?" draws them and checks them."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.values import LongText, Text
from turnout.incidents.fields.models.fields import values_of
from turnout.incidents.fields.models.forms import Input
from turnout.incidents.fields.questions import elements_of, form_for, questions
from turnout.incidents.fields.values import value_of
from turnout.incidents.models import FormElement, Incident, Severity
from turnout.incidents.raising.actions.answering import Answers
from turnout.web.inputs import EMPTY, ValueField

PREFIX = "ask"
ASKED = "asked"  # names of the questions that stood on the page
UNSURE = "unsure"


class AnswersForm(forms.Form):
    """What is asked of an incident on an occasion, given what is typed so far.

    subject  the incident, or a draft of it
    checks   False: draw what is typed without judging it, for somebody who is still typing
    blocks   False: nothing is required
    lenient  "I don't know yet" answers what is required
    """

    def __init__(
        self,
        data: QueryDict | None,
        *,
        occasion: str,
        subject: Incident,
        checks: bool = True,
        blocks: bool = True,
        lenient: bool = False,
    ) -> None:
        self.by_name = {name_of(each): each for each in elements_of(form_for(occasion, subject.type))}
        inputs = {name: _input(each, subject) for name, each in self.by_name.items()}
        self.subject, self.typed = subject, _with_held(data, inputs) if checks else data
        super().__init__(self.typed if checks else None, prefix=PREFIX, use_required_attribute=not lenient)
        raw = {name: self._raw(name, each) for name, each in inputs.items()}
        given = {self.by_name[name].name: self._value(name, inputs[name], raw[name]) for name in inputs}
        self.asked = questions(occasion, subject, given, blocks=blocks)
        for question in self.asked:
            name = name_of(question.element)
            self.fields[name] = inputs[name]
            self.fields[name].initial = raw[name]
            if question.is_required and lenient:
                self._may_be_unsure(name)
            elif question.is_required:
                self._needs(name)

    def answers(self) -> Answers:
        """Those to the questions that are asked; of a valid form, or of one that isn't judged yet."""
        fields, inputs = {}, {}
        for question in self.asked:
            name, element = name_of(question.element), question.element
            value = self.cleaned_data.get(name) if self.is_bound else self._now(name)
            if element.field:
                fields[element.field.key] = None if value in EMPTY else value
            else:
                inputs[element.asks] = value
        return Answers(fields, inputs)

    def drawn(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """Each question with its "I don't know yet", where there is one."""
        unsure = f"-{UNSURE}"
        names = [name for name in self.fields if not name.endswith(unsure)]
        return [(self[name], self[name + unsure] if name + unsure in self.fields else None) for name in names]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name in [each for each in self.fields if f"{each}-{UNSURE}" in self.fields]:
            if name not in self.errors and said.get(name) in EMPTY and not said[f"{name}-{UNSURE}"]:
                self.add_error(name, _("Answer this, or say you don't know yet."))
        return said

    def _needs(self, name: str) -> None:
        field = self.fields[name]
        field.required = field.widget.is_required = True
        field.error_messages["required"] = _("This is required.")

    def _may_be_unsure(self, name: str) -> None:
        was_ticked = bool(self.typed and self.typed.get(self.add_prefix(f"{name}-{UNSURE}")))
        self.fields[f"{name}-{UNSURE}"] = forms.BooleanField(
            label=gettext_lazy("I don't know yet"), required=False, initial=was_ticked
        )

    def _raw(self, name: str, field: forms.Field) -> Any:
        """As it is typed; what wasn't on the page yet begins with what is held, or else its default."""
        if self.typed is None or (not self.is_bound and name not in self.typed.getlist(ASKED)):
            return field.initial if field.initial not in EMPTY else _default(self.by_name[name], field)
        return field.widget.value_from_datadict(self.typed, {}, self.add_prefix(name))

    def _value(self, name: str, field: forms.Field, raw: Any) -> Any:
        try:
            value = field.clean(raw)
        except ValidationError:
            return None
        return None if value in EMPTY else value

    def _now(self, name: str) -> Any:
        return self._value(name, self.fields[name], self.fields[name].initial)


def _with_held(data: QueryDict | None, inputs: Mapping[str, forms.Field]) -> QueryDict | None:
    """What was sent; for a question that wasn't on the page, what is held, so that nothing is emptied."""
    if data is None:
        return None
    filled, asked = data.copy(), data.getlist(ASKED)
    for name, field in inputs.items():
        if name not in asked:
            values = field.initial if isinstance(field.initial, list) else [field.initial]
            texts = [str(getattr(each, "pk", each)) for each in values if each not in EMPTY]
            filled.setlist(f"{PREFIX}-{name}", texts)
    return filled


def name_of(element: FormElement) -> str:
    """What its input is called on a page."""
    return element.name.replace(".", "-")


def _input(element: FormElement, subject: Incident) -> forms.Field:
    if element.field is not None:
        held = values_of(subject).get(element.field.key)
        return ValueField(value_of(element.field, held, help=element.help), held)
    made = INPUTS[Input(element.asks)]()
    made.initial = HELD[Input(element.asks)](subject)
    made.required = made.widget.is_required = False
    made.help_text = element.help or made.help_text
    return made


def _default(element: FormElement, field: forms.Field) -> Any:
    if isinstance(field, ValueField) and field.is_several:
        return element.default
    return element.default[0] if element.default else None


def _severity() -> forms.Field:
    return forms.ModelChoiceField(
        Severity.objects.all(),
        label=_("How bad does it look?"),
        empty_label=_("Not sure"),
        to_field_name="rank",
    )


def _place() -> forms.Field:
    return ValueField(Text(most=100, label=_("Where?")))


def _summary() -> forms.Field:
    return ValueField(LongText(most=10_000, label=_("Anything else worth knowing?")))


INPUTS: Mapping[Input, Callable[[], forms.Field]] = {
    Input.SEVERITY: _severity,
    Input.PLACE: _place,
    Input.SUMMARY: _summary,
}
HELD: Mapping[Input, Callable[[Incident], Any]] = {
    Input.SEVERITY: lambda incident: incident.severity.rank if incident.severity else None,
    Input.PLACE: lambda incident: incident.place,
    Input.SUMMARY: lambda incident: incident.summary,
}
