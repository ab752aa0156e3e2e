"""/v1/custom_field_options: what can be chosen in a custom field."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api.shapes.fields import OPTION
from turnout.api.wire.errors import fault, invalid
from turnout.api.wire.operation import Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body
from turnout.api.wire.values import Row, Text, Whole
from turnout.core.values import Parts
from turnout.incidents.fields.actions.defining import (
    OPTION_LENGTH,
    add_options,
    change_option,
    delete_or_retire_option,
)
from turnout.incidents.models import CustomField, CustomFieldOption

_SAID: Parts = {"value": Text(most=OPTION_LENGTH, required=True), "sort_key": Whole()}
_FIELD = Row(of=CustomField.objects.all, required=True)


def _create(call: Call) -> CustomFieldOption:
    """Without a `sort_key` it goes behind those there are."""
    field, value = call.body["custom_field_id"], call.body["value"]
    made = add_options(field, [value], rank=call.body["sort_key"], by=call.by)
    if not made:
        raise invalid(fault("already_exists", _("There is an option called this already."), "value"))
    return made[0]


def _update(option: CustomFieldOption, call: Call) -> CustomFieldOption:
    return change_option(option, value=call.body["value"], rank=call.body["sort_key"], by=call.by)


def _found(rows: Any, call: Call) -> Any:
    return rows.filter(field=call.query["custom_field_id"], is_active=True)


options = Resource(
    tag="Custom Field Options V1",
    path="/v1/custom_field_options",
    one="custom_field_option",
    many="custom_field_options",
    about=gettext_lazy("Options in use of one custom field, in their order."),
    shape=OPTION,
    rows=lambda call: CustomFieldOption.objects.all(),
    found=_found,
    order=("rank", "pk"),
    paged=True,
    query=Parameters({"custom_field_id": _FIELD}),
    body=Body(name="CustomFieldOptionCreate", parts={"custom_field_id": _FIELD, **_SAID}),
    changes=Body(name="CustomFieldOptionUpdate", parts=_SAID),
    create=_create,
    update=_update,
    delete=lambda option, call: delete_or_retire_option(option, by=call.by),
)
