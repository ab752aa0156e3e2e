"""A field for one person: typed by name or email, with people to choose from where scripts run."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from turnout.core.lib.ids import is_id
from turnout.core.people.models import Person
from turnout.core.values import TYPED, Faulty
from turnout.core.values import Person as PersonValue
from turnout.web.people.picking import find_person

LONGEST = 254


class PersonPicker(forms.TextInput):
    """A text field; <person-picker> puts the id of the chosen person into `<name>-id` beside it."""

    template_name = "components/_person_picker.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        chosen = data.get(f"{name}-id") or ""
        return chosen if is_id(chosen) else data.get(name) or ""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}-id" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        person = value if isinstance(value, Person) else None
        if person is None and value and is_id(str(value)):
            person = Person.objects.filter(pk=value).first()
        context = super().get_context(name, person.name if person else value, attrs)
        context["chosen"] = person
        return context


class PersonField(forms.Field):
    """Cleans to an active Person, or None if nothing was typed. `initial` may be a Person."""

    widget = PersonPicker
    default_error_messages = {"required": gettext_lazy("Type a name or an email address.")}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"maxlength": str(LONGEST), "autocomplete": "off", "spellcheck": "false"}

    def prepare_value(self, value: Any) -> Any:
        return value

    def to_python(self, value: Any) -> Person | None:
        try:
            return PersonValue().read(str(value or "").strip(), TYPED)
        except Faulty as faulty:
            raise ValidationError([each.message for each in faulty.faults]) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, Person) or not initial else find_person(str(initial))
        return before != (find_person(str(data)) if data else None)
