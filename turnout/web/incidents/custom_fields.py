"""What the organization's own fields hold for an incident: shown as facts, filled in on one sheet."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.fields.actions.fields import set_fields
from turnout.incidents.fields.models.fields import Value, fingerprint_of, values_of
from turnout.incidents.fields.questions import fields_asked_of
from turnout.incidents.fields.values import fields_in_use, value_of, words_for
from turnout.incidents.models import CustomField, Incident
from turnout.web.incidents.forms import WasMixin
from turnout.web.incidents.room import ask, in_incident
from turnout.web.inputs import ValueField


class FieldsForm(WasMixin):
    """All fields in use; those that matter to this kind of incident, or hold something, come first."""

    def __init__(self, given: Any, *, incident: Incident) -> None:
        super().__init__(given, initial={"was": fingerprint_of(incident)})
        held = values_of(incident)
        near = {field.key for field in fields_asked_of(incident)} | set(held)
        for field in fields_in_use():
            value = held.get(field.key)
            self.fields[field.key] = ValueField(value_of(field, value), value)
        self.near = [field.key for field in fields_in_use() if field.key in near or not near]

    def first(self) -> list[Any]:
        return [self[key] for key in self.near]

    def others(self) -> list[Any]:
        return [self[key] for key in self.fields if key not in {"was", *self.near}]


@in_incident(Permission.INCIDENTS_RESPOND, methods=("GET", "POST"))
def fields(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        FieldsForm(request.POST or None, incident=incident),
        lambda data: set_fields(
            incident, {key: data[key] for key in data if key != "was"}, by=request.user, was=data["was"]
        ),
        title=_("What we know"),
        submit=_("Save"),
        explain=_("Leave empty what nobody knows yet."),
        template="incidents/fields.html",
    )


def facts(incident: Incident) -> list[tuple[CustomField, Value, str]]:
    """Fields that hold something, in their order, with their value and its words."""
    held = values_of(incident)
    shown = [(field, held[field.key]) for field in cached_table(CustomField).values() if field.key in held]
    return [(field, value, words_for(field, value)) for field, value in shown]
