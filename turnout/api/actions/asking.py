"""Saying for a script on which of everyone's forms a custom field is asked, and whether it has to be."""

from collections.abc import Mapping

from django.db import transaction

from turnout.core.people.models import Person
from turnout.incidents.fields.actions.forms import add_element, change_element, remove_element
from turnout.incidents.fields.models.forms import FormElement, Required
from turnout.incidents.models import CustomField


@transaction.atomic
def ask_field(field: CustomField, on: Mapping[str, bool | None], *, by: Person | None) -> None:
    """By occasion: None where it isn't asked, else whether it is required. How else it is asked stays.

    Raises NotPossible for an occasion there isn't, and where a form is full.
    """
    present = {each.form.occasion: each for each in FormElement.objects.filter(field=field, form__type=None)}
    for occasion, required in on.items():
        element = present.get(occasion)
        if required is None:
            if element:
                remove_element(element, by=by)
            continue
        if element is None:
            element = add_element(occasion, field=field, by=by)
        wanted = Required.ALWAYS if required else Required.NEVER
        if (element.required == Required.ALWAYS) != required:
            change_element(
                element, help=element.help, default=element.default, show_if=element.show_if,
                required=wanted.value, by=by,
            )  # fmt: skip
