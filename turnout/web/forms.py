"""Form fields that several pages use."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from turnout.core.people.models import Person


class PersonField(forms.CharField):
    """Somebody, by id, by address or by full name."""

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Person) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        active = Person.objects.active()
        found = active.filter(pk=text).first() or active.filter(email=text.lower()).first()
        found = found or active.filter(name__iexact=text).first()
        if found is None:
            raise ValidationError(_("Nobody here is called that. Choose from the list, or type an e-mail address."))
        return found
