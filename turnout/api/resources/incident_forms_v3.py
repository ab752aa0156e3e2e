"""/v3/incident_forms: what people are asked when they report, accept, update or resolve."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api.conditions import BINDING, Groups, literals
from turnout.api.shapes.forms import (
    CUSTOM_FIELD,
    ELEMENT_TYPE,
    FORM,
    REQUIRED_WORDS,
    default_ids,
    has_a_word,
)
from turnout.api.wire.errors import fault, invalid
from turnout.api.wire.operation import Call
from turnout.api.wire.resource import Resource
from turnout.api.wire.schema import Body, Given, one_of
from turnout.api.wire.values import Row, Text, ignores, refuses
from turnout.core.values import Choice, Many, Reading
from turnout.core.values.faults import IS_REQUIRED
from turnout.incidents.fields.actions.forms import HELP_LENGTH, MOST_ELEMENTS, remove_own_form
from turnout.incidents.fields.actions.noting import OF_ELEMENT
from turnout.incidents.fields.actions.replacing import set_elements
from turnout.incidents.fields.models.forms import Required
from turnout.incidents.models import CustomField, FormElement, IncidentForm, IncidentType, Occasion

_IF = REQUIRED_WORDS[Required.IF.value]
_REQUIRED = {theirs: ours for ours, theirs in REQUIRED_WORDS.items()}
_ELSEWHERE = gettext_lazy("Turnout's forms don't ask this: it has its own place on the page.")


def _rows(call: Call) -> Any:
    return IncidentForm.objects.filter(occasion__in=[*Occasion])


def _read_elements(forms: list[Any], call: Call) -> None:
    found = defaultdict(list)
    for each in FormElement.objects.filter(form__in=forms):
        found[each.form_id].append(each)
    for form in forms:
        form.elements = found[form.pk]
        form.said_elements = [each for each in form.elements if has_a_word(each)]


def _is_whole(said: Given, reading: Reading) -> None:
    """A custom field has an id and nothing else has; and what is required under conditions says which."""
    if (said.get("element_type") == CUSTOM_FIELD) != bool(said.get("custom_field_id")):
        at = reading.within("custom_field_id")
        at.invalid(said, _("A custom field needs this, and nothing else can have it."))
    at = reading.within("required_if_condition_groups")
    depends, when = said.get("required_if") == _IF, said.get("required_if_condition_groups")
    if depends and not when:
        at.fault(said, IS_REQUIRED, _("Say when it's required."))
    elif when and not depends:
        at.invalid(said, _("This takes “%(word)s” as required_if.") % {"word": _IF})


_ELEMENT = Body(
    name="IncidentFormLifecycleElementPayload",
    check=_is_whole,
    parts={
        "element_type": ELEMENT_TYPE,
        "custom_field_id": Row(of=lambda: CustomField.objects.filter(is_active=True)),
        "description": Text(most=HELP_LENGTH),
        "default_value": BINDING,
        "required_if": Choice(of=_REQUIRED, default=REQUIRED_WORDS[Required.NEVER.value]),
        "required_if_condition_groups": Groups(),
        "show_if_condition_groups": Groups(),
        "config": Body(
            name="IncidentFormLifecycleElementConfig",
            parts={"require_comment": refuses(gettext_lazy("Turnout can't require a comment."))},
        ),
        "can_select_no_value": refuses(gettext_lazy("What isn't required can be left empty.")),
        "placeholder": refuses(gettext_lazy("Say it as description: it's shown with the question.")),
        "incident_role_id": refuses(_ELSEWHERE),
        "incident_timestamp_id": refuses(_ELSEWHERE),
        "id": ignores(),
    },
)
_BODY = Body(
    name="IncidentFormPayload",
    parts={
        "form_type": one_of(*Occasion),
        "incident_type_id": Row(of=IncidentType.objects.all),
        "lifecycle_elements": Many(of=_ELEMENT, most=MOST_ELEMENTS),
        "expressions": refuses(gettext_lazy("Turnout's forms know conditions, but no expressions.")),
    },
)


def _wanted(said: Given) -> dict[str, Any]:
    """An element, as `set_elements` takes it."""
    field: CustomField | None = said["custom_field_id"]
    about = FormElement(field=field, asks="" if field else said["element_type"])
    keys = {id: key for key, id in default_ids(about).items()}
    return {
        "field": field,
        "asks": about.asks,
        "help": said["description"],
        "default": [keys.get(each, each) for each in literals(said["default_value"])],
        "required": _REQUIRED[said["required_if"]],
        "required_if": said["required_if_condition_groups"],
        "show_if": said["show_if_condition_groups"],
    }


def _as_it_is(element: FormElement) -> dict[str, Any]:
    return {
        "field": element.field,
        "asks": element.asks,
        **{name: getattr(element, name) for name in OF_ELEMENT},
    }


@transaction.atomic
def _create(call: Call) -> IncidentForm:
    said = call.body
    rows = IncidentForm.objects.filter(occasion=said["form_type"], type=said["incident_type_id"])
    if rows.exists():
        message = _("There's already a form of this type. Nothing was changed.")
        raise invalid(fault("already_exists", message, "form_type"))
    wanted = [_wanted(each) for each in said["lifecycle_elements"]]
    set_elements(said["form_type"], said["incident_type_id"], wanted, by=call.by)
    return rows.get()


@transaction.atomic
def _update(form: IncidentForm, call: Call) -> IncidentForm:
    """Questions the wire has no word for stay where they are."""
    said = call.body
    if (said["form_type"], said["incident_type_id"]) != (form.occasion, form.type):
        message = _("A form stays what it is for. Create another one instead.")
        raise invalid(fault("not_supported", message, "form_type"))
    wanted = [_wanted(each) for each in said["lifecycle_elements"]]
    _read_elements([form], call)
    for place, element in enumerate(form.elements):  # type: ignore[attr-defined]
        if not has_a_word(element):
            wanted.insert(place, _as_it_is(element))
    set_elements(form.occasion, form.type, wanted, by=call.by)
    return IncidentForm.objects.get(pk=form.pk)


forms = Resource(
    tag="Incident Forms V3",
    path="/v3/incident_forms",
    one="incident_form",
    many="incident_forms",
    about=gettext_lazy("Forms with what they ask: everyone's, and those of incident types with their own."),
    shape=FORM,
    rows=_rows,
    found=lambda rows, call: rows,
    order=("occasion", "pk"),
    paged=True,
    prepare=_read_elements,
    body=_BODY,
    create=_create,
    update=_update,
    delete=lambda form, call: remove_own_form(form, by=call.by),
)
