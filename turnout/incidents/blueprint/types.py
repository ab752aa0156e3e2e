"""Incident types: what people choose from when they report, and what follows from it."""

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Data, Page, register
from turnout.core.people.models import Person
from turnout.core.values import Choice, Group, Icon, Many, Option, Ref, Text, YesNo
from turnout.incidents.blueprint.tables import ICONS, Besides, of_table
from turnout.incidents.definitions.actions.checklists import TITLE_LENGTH
from turnout.incidents.definitions.models import ChecklistItem, IncidentType, Lifecycle
from turnout.incidents.definitions.models.labels import LABEL_MEANINGS, LABEL_NAMES, OPEN
from turnout.incidents.definitions.models.lifecycles import DEFAULT_LIFECYCLE
from turnout.incidents.incident.actions.replacing import set_checklist
from turnout.incidents.incident.actions.status_moves import give_lifecycle

CHECKLIST_ITEM = Group(
    parts={
        "do": Text(
            most=TITLE_LENGTH,
            required=True,
            label=_("What needs doing?"),
            help=_("One thing, starting with a verb: Call the customer, and listen first."),
        ),
        "role": Ref(
            to="roles",
            label=_("Who does it?"),
            none=_("Anyone who takes it"),
            help=_("It's assigned as soon as someone holds that role."),
        ),
        "after": YesNo(
            label=_("When?"),
            words=(_("When it's accepted"), _("When it's resolved")),
            help=_("When it's resolved, rather than right away"),
        ),
    }
)


def _lifecycles_and_checklists() -> dict[str, Data]:
    found: dict[str, Data] = {
        key: {"lifecycle": lifecycle or "", "checklist": []}
        for key, lifecycle in IncidentType.objects.values_list("key", "lifecycle")
    }
    for each in ChecklistItem.objects.select_related("type").order_by("rank", "pk"):
        role = each.role.key if each.role else ""
        found[each.type.key]["checklist"].append({"do": each.title, "role": role, "after": each.is_for_after})
    return found


def _write_lifecycle_and_checklist(type: IncidentType, data: Data, by: Person | None) -> None:
    if "lifecycle" in data:
        to = Lifecycle.objects.get(key=data["lifecycle"] or DEFAULT_LIFECYCLE)
        type = give_lifecycle(type, to, moves={}, by=by)
    if "checklist" in data:
        set_checklist(type, data["checklist"], by=by)


TYPES = of_table(
    "incident_types",
    IncidentType,
    {
        "name": Text(most=100, required=True, label=_("Name in lists")),
        "invitation": Text(
            most=100,
            required=True,
            label=_("What would a worried person say?"),
            help=_("Shown on the report page: Someone's data, A fridge is warm."),
        ),
        "hint": Text(most=200, label=_("Examples"), help=_("Shown below what they'd say.")),
        "icon": Icon(label=_("Icon"), suggested=ICONS),
        "department": Ref(to="departments", formerly="discipline", label=_("Department"), none=_("None yet")),
        "urgent_note": Text(
            most=200,
            label=_("What should people know first?"),
            help=_("Shown as soon as someone chooses this type: Call for help first; this can wait."),
        ),
        "visibility": Choice(
            formerly="starts_as",
            of=[Option(key, name, help=LABEL_MEANINGS[key]) for key, name in LABEL_NAMES.items()],
            default=OPEN,
            spread=True,
            label=_("Who can see a new incident of this type?"),
            help=_("The reporter can see it too, and is shown who else can before sending."),
        ),
    },
    columns={"department": "discipline_id", "visibility": "starts_as"},
    title=_("Incident types"),
    about=_("Incident types, shown as cards on the report page"),
    besides=Besides(
        fields={
            "lifecycle": Ref(
                to="lifecycles", help=_("The lifecycle its incidents use, if not the standard one")
            ),
            "checklist": Many(of=CHECKLIST_ITEM, help=_("What always needs doing")),
        },
        present=_lifecycles_and_checklists,
        write=_write_lifecycle_and_checklist,
    ),
    page=Page(
        path="incident-types",
        icon="shapes",
        summary=_("What people choose from when they report"),
        intro=_(
            "What people choose from when they report. Each can have its own lifecycle, checklist and forms."
        ),
        new=_("New incident type"),
        form=("invitation", "hint", "name", "department", "visibility", "urgent_note", "icon"),
    ),
    last="unsure",
    formerly="types",
)

register(TYPES)
