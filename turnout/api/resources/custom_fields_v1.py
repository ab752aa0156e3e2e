"""/v1/custom_fields: the same fields as in V2, with their options and where they are asked for."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api.actions.asking import ask_field
from turnout.api.shapes.fields import FIELD, KIND_OF, OPTION
from turnout.api.wire.operation import Call
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body, Given, Listed, one_of, says
from turnout.api.wire.values import Text, refuses
from turnout.core.lib.cached_tables import cached_table
from turnout.core.values import Choice, Parts, Reading, YesNo
from turnout.incidents.fields.actions.defining import (
    DESCRIPTION_LENGTH,
    add_field,
    change_field,
    delete_or_retire_field,
)
from turnout.incidents.fields.models.forms import FormElement, Occasion, Required
from turnout.incidents.models import CustomField

SHOWN = {
    "show_before_creation": Occasion.DECLARE,
    "show_before_update": Occasion.UPDATE,
    "show_before_closure": Occasion.RESOLVE,
}
REQUIRED, REQUIRED_V2 = ("never", "before_closure", "always"), ("never", "before_resolution", "always")
NEEDED = {
    Occasion.DECLARE: ("always",),
    Occasion.UPDATE: (),
    Occasion.RESOLVE: (*REQUIRED[1:], REQUIRED_V2[1]),
}


def _asked(field: CustomField) -> dict[str, bool]:
    """By occasion of everyone's forms, whether it has to be answered there."""
    elements = [each for each in cached_table(FormElement).values() if each.field_id == field.pk]
    return {e.form.occasion: e.required == Required.ALWAYS for e in elements if e.form.type_id is None}


def _shown(occasion: str) -> Callable[[CustomField], bool]:
    return lambda field: occasion in _asked(field)


def _required(words: tuple[str, ...]) -> Callable[[CustomField], str]:
    def say(field: CustomField) -> str:
        asked = _asked(field)
        return (
            words[2] if asked.get(Occasion.DECLARE) else words[1] if asked.get(Occasion.RESOLVE) else words[0]
        )

    return say


FIELD_V1 = FIELD.extended(
    "CustomFieldV1",
    options=says(Listed(OPTION), lambda field: [each for each in field.options if each.is_active]),
    required=says(one_of(*REQUIRED), _required(REQUIRED), optional=True),
    required_v2=says(one_of(*REQUIRED_V2), _required(REQUIRED_V2), optional=True),
    **{name: says(YesNo(), _shown(occasion)) for name, occasion in SHOWN.items()},
)


def _together(said: Given, reading: Reading) -> None:
    """What has to be answered has to be asked."""
    word = said["required_v2"] or said["required"]
    for name, occasion in SHOWN.items():
        if word in NEEDED[occasion] and not said.get(name):
            reading.within(name).invalid(said, _("It can't be required where it isn't asked."))


_SAID: Parts = {
    "name": Text(most=50, required=True),
    "description": Text(most=DESCRIPTION_LENGTH),
    "required": Choice(of=REQUIRED),
    "required_v2": Choice(of=REQUIRED_V2),
    **dict.fromkeys(SHOWN, YesNo()),
    "show_in_announcement_post": refuses(gettext_lazy("Turnout announces by notification rules.")),
}


def _ask(field: CustomField, call: Call) -> CustomField:
    said, word = call.body, call.body["required_v2"] or call.body["required"]
    on = {at.value: (word in NEEDED[at] if said[name] else None) for name, at in SHOWN.items()}
    ask_field(field, on, by=call.by)
    return field


@transaction.atomic
def _create(call: Call) -> Any:
    said = call.body
    words = {"name": said["name"], "description": said["description"]}
    return _ask(add_field(kind=KIND_OF[said["field_type"]], **words, by=call.by), call)


@transaction.atomic
def _update(field: CustomField, call: Call) -> Any:
    words = {"name": call.body["name"], "description": call.body["description"]}
    return _ask(change_field(field, **words, by=call.by), call)


fields = Resource(
    tag="Custom Fields V1",
    path="/v1/custom_fields",
    one="custom_field",
    many="custom_fields",
    about=gettext_lazy("Custom fields with their options, and the forms that ask for them."),
    shape=FIELD_V1,
    rows=lambda call: CustomField.objects.all(),
    found=lambda rows, call: rows.filter(is_active=True),
    order=("rank", "pk"),
    body=Body(name="CustomFieldCreateV1", parts={**_SAID, "field_type": one_of(*KIND_OF)}, check=_together),
    changes=Body(name="CustomFieldUpdateV1", parts=_SAID, check=_together),
    create=_create,
    update=_update,
    delete=lambda field, call: delete_or_retire_field(field, by=call.by),
)
