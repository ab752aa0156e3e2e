"""Reading `custom_field_entries`: what a script says the custom fields hold."""

from typing import Any

from django.utils.translation import gettext as _

from turnout.api.field_shapes import VALUE_IN, wire_kind
from turnout.api.reading import Fields
from turnout.core.people.models import Person, Team
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.defining import MOST_FIELDS
from turnout.incidents.fields.values import MOST_CHOSEN, TEXT_LENGTH, read_value
from turnout.incidents.models import CustomField, FieldKind


def entries(fields: Fields) -> dict[str, Any]:
    """By key, what is to stand in each field; None where it is to be empty. Faults are noted."""
    found: dict[str, Any] = {}
    for each in fields.each("custom_field_entries", most=MOST_FIELDS):
        field = each.row("custom_field_id", CustomField.objects.filter(is_active=True), required=True)
        if field is None:
            continue
        given = [_given(field, value) for value in each.each("values", most=MOST_CHOSEN)]
        several = field.kind == FieldKind.MULTI_SELECT
        if len(given) > 1 and not several:
            each.fault("values", "too_long", _("This field holds one value."))
            continue
        try:
            found[field.key] = read_value(field, given if several else given[0] if given else None)
        except NotPossible as reason:
            each.fault("values", "invalid_value", str(reason))
    return found


def _given(field: CustomField, value: Fields) -> Any:
    if field.is_select:
        id = value.text("value_option_id", longest=100, required=True)
        return next((each.key for each in field.options if each.pk == id), id)
    text = value.text(VALUE_IN[wire_kind(field)], longest=TEXT_LENGTH)
    if field.kind == FieldKind.PERSON and text:
        return Person.objects.active().filter(email=text.strip().lower()).first() or text
    if field.kind == FieldKind.TEAM and text:
        return Team.objects.filter(name=text.strip()).first() or text
    return text
