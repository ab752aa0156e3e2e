"""Forms and their questions on the wire."""

from typing import Any

from turnout.api.shapes.conditions import BINDING, GROUP, binding_of, literals_of
from turnout.api.shapes.definitions import made
from turnout.api.wire.schema import Listed, Shape, one_of, says
from turnout.api.wire.values import Moment, Text
from turnout.core.values import YesNo
from turnout.incidents.fields.models.forms import Input, Required
from turnout.incidents.models import FieldKind, FormElement, IncidentForm, Occasion

CUSTOM_FIELD = "custom_field"
ELEMENT_TYPE = one_of(Input.SEVERITY.value, Input.SUMMARY.value, CUSTOM_FIELD)
REQUIRED_WORDS = {
    Required.NEVER.value: "never_require",
    Required.ALWAYS.value: "always_require",
    Required.IF.value: "check_engine_config",
}


def has_a_word(element: FormElement) -> bool:
    """Whether the wire can say it: it has no word for the location, and knows fields in use alone."""
    return element.field.is_active if element.field else element.asks in ELEMENT_TYPE.options


def default_ids(element: FormElement) -> dict[str, str]:
    """The ids that stand for what the question may begin with; empty where that is a text."""
    return literals_of(element.name) if element.field and element.field.is_select else {}


def _default(element: FormElement) -> dict[str, Any] | None:
    if not element.default:
        return None
    ids = default_ids(element)
    several = element.field is not None and element.field.kind == FieldKind.MULTI_SELECT
    return binding_of([ids.get(each, each) for each in element.default], several=several)


def _made_of(form: IncidentForm) -> Any:
    at = made()["created_at"].of
    return form.changed_at or (at(form) if callable(at) else None)


_ELEMENT = Shape(
    "IncidentFormLifecycleElement",
    element_type=says(ELEMENT_TYPE, lambda element: CUSTOM_FIELD if element.field else element.asks),
    custom_field_id=says(Text(), "field_id", optional=True),
    description=says(Text(), "help", optional=True),
    default_value=says(BINDING, _default, optional=True),
    required_if=says(
        one_of(*REQUIRED_WORDS.values()), lambda element: REQUIRED_WORDS[element.required], optional=True
    ),
    required_if_condition_groups=says(Listed(GROUP), "required_if", optional=True),
    show_if_condition_groups=says(Listed(GROUP), "show_if", optional=True),
)
_RETURNS = Shape("ReturnsMeta", type=says(Text()), array=says(YesNo()))
_STEP = Shape("ExpressionOperation", operation_type=says(Text()), returns=says(_RETURNS))
_EXPRESSION = Shape(
    "Expression",
    label=says(Text()),
    reference=says(Text()),
    root_reference=says(Text()),
    operations=says(Listed(_STEP)),
    returns=says(_RETURNS),
)
FORM = Shape(
    "IncidentForm",
    id=says(Text(), "pk"),
    form_type=says(one_of(*Occasion), "occasion"),
    incident_type_id=says(Text(), "type_id", optional=True),
    lifecycle_elements=says(Listed(_ELEMENT), "said_elements"),
    expressions=says(Listed(_EXPRESSION), lambda form: ()),
    created_at=made()["created_at"],
    updated_at=says(Moment(), _made_of),
)
"""A form with what it asks in `said_elements`: those of its elements that the wire has a word for."""
