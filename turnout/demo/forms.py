"""What the demo organization wants to know of its incidents: fields of its own, and when it asks for them."""

from typing import Any

from turnout.core.people.models import Person
from turnout.incidents.actions.defining import add_field
from turnout.incidents.actions.forms import add_element


def make_forms(company: dict[str, Any], by: Person) -> None:
    fields = {told["key"]: add_field(**told, by=by) for told in company["fields"]}
    for occasion, elements in company["forms"].items():
        for told in elements:
            add_element(occasion, **{**told, "field": fields[told["field"]]}, by=by)
