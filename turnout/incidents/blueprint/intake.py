"""Pages from which anyone at a place can report, as a blueprint sets them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Data, Page, Setting, register
from turnout.core.people.models import Person
from turnout.core.values import Ref, Text, YesNo, tidy_parts
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


def columns(data: Data) -> dict[str, Any]:
    """As the verbs take it."""
    return {
        "name": data["name"],
        "place": data["place"],
        "type": IncidentType.objects.get(key=data["type"]) if data["type"] else None,
        "allows_anonymous": data["allows_anonymous"],
        "is_active": data["in_use"],
    }


def _add(key: str, data: Data, by: Person | None) -> None:
    create_intake_page(key=key, **columns(tidy_parts(INTAKE_PAGES.fields, data)), by=by)


def _change(key: str, data: Data, by: Person | None) -> None:
    page = IntakePage.objects.get(key=key)
    change_intake_page(page, **columns({**_pages()[key], **data}), by=by)


INTAKE_PAGES = Setting(
    section="intake_pages",
    title=_("Intake pages"),
    about=_(
        "Pages from which anyone in a place can report. The address ends in the key, so anyone who guesses "
        "it can open the page"
    ),
    model=IntakePage,
    fields={
        "name": Text(most=100, required=True, label=_("Name"), help=_("Warehouse Lisbon, front desk …")),
        "place": Text(most=100, label=_("Location"), help=_("Filled in with every report.")),
        "type": Ref(
            to="incident_types",
            label=_("Incident type"),
            none=_("Let them choose"),
            help=_("If empty, people choose."),
        ),
        "allows_anonymous": YesNo(
            default=True,
            label=_("Let people report here without a name"),
            help=_(
                "Without this, or while anonymous reports are switched off, the page asks how to reach them."
            ),
        ),
        "in_use": YesNo(default=True, label=_("In use")),
    },
    present=_pages,
    add=_add,
    change=_change,
    remove=lambda key, by: remove_intake_page(IntakePage.objects.get(key=key), by=by),
    page=Page(
        path="intake-pages",
        icon="qr-code",
        summary=_("Pages and posters that let anyone in a place report"),
        new=_("New intake page"),
    ),
)

register(INTAKE_PAGES)
