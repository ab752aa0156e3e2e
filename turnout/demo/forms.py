"""What the demo organization wants to know of its incidents beyond what the packs ask."""

from typing import Any

from turnout.core.people.models import Person
from turnout.incidents.fields.actions.custom_forms import add_custom_form
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.fields.actions.forms import add_element
from turnout.incidents.models import IncidentType


def make_forms(company: dict[str, Any], by: Person) -> None:
    """Add its questions behind those that each kind of trouble has already."""
    for told in company["custom_forms"]:
        form = add_custom_form(name=told["name"], description=told["description"], by=by)
        for asks in told["asks"]:
            add_element(form.occasion, asks=asks, by=by)
    fields = {told["key"]: add_field(**told, by=by) for told in company["fields"]}
    for kind, forms in company["forms"].items():
        type = IncidentType.objects.get(key=kind)
        for occasion, elements in forms.items():
            for told in elements:
                add_element(occasion, type=type, **{**told, "field": fields[told["field"]]}, by=by)
