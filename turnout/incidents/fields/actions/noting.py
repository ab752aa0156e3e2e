"""Writing down what of a field or a form was changed: part of the verbs that do it."""

from collections.abc import Mapping
from typing import Any

from turnout.core.events.changes import as_it_is, changes
from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.fields.events import FieldChanged, FormChanged
from turnout.incidents.fields.models import CustomField, CustomFieldOption, FormElement, IncidentForm

Said = Mapping[str, Any]
OF_FIELD, OF_OPTION = ["name", "description", "is_active"], ["value", "is_active", "rank"]
OF_ELEMENT = ["help", "default", "required", "required_if", "show_if"]
OF_FORM = ["name", "description"]


def all_of(field: CustomField) -> dict[str, Any]:
    """What there is to say of a field that is new or goes."""
    options = CustomFieldOption.objects.filter(field=field).values_list("value", flat=True)
    return {**as_it_is(field, (*OF_FIELD, "kind")), "options": list(options)}


def question(element: FormElement) -> dict[str, Any]:
    """One of a form, as a change shows it: what is asked, and how."""
    return {"question": as_it_is(element, ("field", "asks", *OF_ELEMENT))}


def questions(form: IncidentForm) -> dict[str, Any]:
    """All that a form asks, in order."""
    asked = FormElement.objects.filter(form=form).order_by("rank", "pk")
    return {"questions": [str(each.field.name if each.field else each.asks) for each in asked]}


def note_field(field: CustomField, was: Said, now: Said, by: Person | None) -> None:
    event = FieldChanged(key=field.key, name=field.name, changes=changes(was, now))
    record(field, event, by=by)


def note_form(form: IncidentForm, was: Said, now: Said, by: Person | None) -> None:
    IncidentForm.objects.filter(pk=form.pk).update(changed_at=clock.now())
    kind, id = (form.type.key, form.type.pk) if form.type else ("", "")
    event = FormChanged(occasion=form.occasion, kind=kind, type_id=id, changes=changes(was, now))
    record(form, event, by=by)
