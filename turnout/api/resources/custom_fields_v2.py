"""/v2/custom_fields: what an organization asks about its incidents."""

from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.fields import FIELD, KIND_OF
from turnout.api.wire.operation import Call
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body, one_of
from turnout.api.wire.values import Text, refuses
from turnout.core.values import Parts
from turnout.incidents.fields.actions.defining import (
    DESCRIPTION_LENGTH,
    add_field,
    change_field,
    delete_or_retire_field,
)
from turnout.incidents.models import CustomField

NAME_LENGTH = 50  # on the wire
NO_CATALOG = _("Turnout has no catalog yet.")
_SAID: Parts = {
    "name": Text(most=NAME_LENGTH, required=True),
    "description": Text(most=DESCRIPTION_LENGTH),
    **dict.fromkeys(
        ("filter_by", "fixed_filter", "group_by_catalog_attribute_id", "helptext_catalog_attribute_id"),
        refuses(NO_CATALOG),
    ),
}


def _create(call: Call) -> CustomField:
    said = dict(call.body)
    return add_field(kind=KIND_OF[said.pop("field_type")], **said, by=call.by)


fields = Resource(
    tag="Custom Fields V2",
    path="/v2/custom_fields",
    one="custom_field",
    many="custom_fields",
    about=_("Custom fields in use, in their order."),
    shape=FIELD,
    rows=lambda call: CustomField.objects.all(),
    found=lambda rows, call: rows.filter(is_active=True),
    order=("rank", "pk"),
    body=Body(
        name="CustomFieldCreate",
        parts={**_SAID, "field_type": one_of(*KIND_OF), "catalog_type_id": refuses(NO_CATALOG)},
    ),
    changes=Body(name="CustomFieldUpdate", parts=_SAID),
    create=_create,
    update=lambda field, call: change_field(field, **call.body, by=call.by),
    delete=lambda field, call: delete_or_retire_field(field, by=call.by),
)
