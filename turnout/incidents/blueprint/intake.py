"""Pages from which anyone at a place can report, as a blueprint sets them."""

from typing import Any

from django.utils.translation import gettext_lazy

from turnout.core.blueprints.settings import Data, Setting, register
from turnout.core.people.models import Person
from turnout.core.values import Ref, Text, YesNo
from turnout.incidents.definitions.models import IncidentType
from turnout.incidents.raising.actions.intake import (
    MOST_PAGES,
    change_intake_page,
    create_intake_page,
    remove_intake_page,
)
from turnout.incidents.raising.models import IntakePage


def _pages() -> dict[str, Data]:
    return {
        page.key: {
            "name": page.name,
            "place": page.place,
            "type": page.type.key if page.type else "",
            "allows_anonymous": page.allows_anonymous,
            "in_use": page.is_active,
        }
        for page in IntakePage.objects.all()[:MOST_PAGES]
    }


def _set_to(data: Data) -> dict[str, Any]:
    return {
        "name": data["name"],
        "place": data["place"],
        "type": IncidentType.objects.get(key=data["type"]) if data["type"] else None,
        "allows_anonymous": data["allows_anonymous"],
        "is_active": data["in_use"],
    }


def _add(key: str, data: Data, by: Person | None) -> None:
    create_intake_page(key=key, **_set_to(data), by=by)


def _change(key: str, data: Data, by: Person | None) -> None:
    change_intake_page(IntakePage.objects.get(key=key), **_set_to(data), by=by)


INTAKE_PAGES = Setting(
    section="intake_pages",
    title=gettext_lazy("Intake pages"),
    about=gettext_lazy(
        "Pages from which anyone in a place can report. The address ends in the key, so anyone who "
        "guesses it "
        "can open the page"
    ),
    fields={
        "name": Text(most=100, required=True),
        "place": Text(most=100, help=gettext_lazy("Filled in with every report")),
        "type": Ref(to="incident_types", help=gettext_lazy("Always this type; if empty, people choose")),
        "allows_anonymous": YesNo(
            default=True,
            help=gettext_lazy(
                "Allow reports without a name, if the organization permits; otherwise it asks for one"
            ),
        ),
        "in_use": YesNo(default=True),
    },
    present=_pages,
    add=_add,
    change=_change,
    remove=lambda key, by: remove_intake_page(IntakePage.objects.get(key=key), by=by),
)

register(INTAKE_PAGES)
