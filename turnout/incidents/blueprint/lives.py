"""Lifecycles, times and checklists, as blueprints have them."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.fields import Choice, Field, Key, Parts, Ref, Refs, Text
from turnout.core.blueprints.kinds import Data, Kind, register
from turnout.core.people.models import Person
from turnout.incidents.actions.checklist import TITLE_LENGTH, WHEN, write_checklist
from turnout.incidents.actions.steps import drop_lifecycle, write_lifecycle
from turnout.incidents.errors import NotPossible
from turnout.incidents.lifecycles import statuses_in
from turnout.incidents.models import ChecklistItem, IncidentType, Lifecycle, Role
from turnout.incidents.models.kinds import DEFAULT_LIFECYCLE, PATH, StatusCategory

STEP: dict[str, Field] = {
    "key": Key(about=_("Its own among all statuses")),
    "name": Text(most=60, required=True),
    "meaning": Text(most=300),
    "category": Choice(of=lambda: [each.value for each in PATH], required=True),
}
ITEM: dict[str, Field] = {
    "title": Text(most=TITLE_LENGTH, required=True),
    "role": Ref(to="roles", about=_("Whose it is")),
    "when": Choice(
        of=lambda: [each.value for each in WHEN],
        default=StatusCategory.LIVE.value,
        about=_("live: once it is accepted; learning: once it is over"),
    ),
}


def _lifecycles() -> dict[str, Data]:
    return {
        each.key: {
            "name": each.name,
            "kinds": [kind.key for kind in IncidentType.objects.filter(lifecycle=each)],
            "steps": [
                {name: getattr(step, name) for name in ("key", "name", "meaning", "category")}
                for step in statuses_in(each.pk)
            ],
        }
        for each in Lifecycle.objects.exclude(key=DEFAULT_LIFECYCLE)
    }


def _write_lifecycle(key: str, data: Data, by: Person | None) -> None:
    write_lifecycle(key, data["name"], data["steps"], data["kinds"], by=by)


LIFECYCLES = Kind(
    section="lifecycles",
    title=_("Steps of their own"),
    about=_("What some kinds of trouble go through instead of the usual statuses; each sort needs a step"),
    fields={
        "name": Text(most=60, required=True),
        "kinds": Refs(to="types", about=_("Which kinds. What isn't over moves to the nearest step")),
        "steps": Parts(fields=STEP, required=True, about=_("In their order")),
    },
    present=_lifecycles,
    add=_write_lifecycle,
    change=_write_lifecycle,
    remove=lambda key, by: drop_lifecycle(Lifecycle.objects.get(key=key), by=by),
    after=("statuses",),
)


def _checklists() -> dict[str, Data]:
    found: dict[str, Data] = {}
    for item in ChecklistItem.objects.order_by("category", "rank"):
        when = {"when": item.category, "title": item.title, "role": item.role.key if item.role else ""}
        found.setdefault(item.type.key, {"items": []})["items"].append(when)
    for data in found.values():
        data["items"].sort(key=lambda each: each["when"] != StatusCategory.LIVE)
    return found


def _write_checklist(key: str, data: Data, by: Person | None) -> None:
    kind = IncidentType.objects.filter(key=key).first()
    if kind is None:
        raise NotPossible(gettext("There is no kind of trouble with the key “%(key)s”.") % {"key": key})
    roles = {each.key: each for each in Role.objects.all()}
    items = [(each["title"], roles.get(each["role"]), each["when"]) for each in data["items"]]
    write_checklist(kind, items, by=by)


CHECKLISTS = Kind(
    section="checklists",
    title=_("What is always to be done"),
    about=_("What comes into each incident of a kind as its actions, once; the key is that of the kind"),
    fields={"items": Parts(fields=ITEM, required=True, about=_("What is done first, first"))},
    present=_checklists,
    add=_write_checklist,
    change=_write_checklist,
    remove=lambda key, by: _write_checklist(key, {"items": []}, by),
    after=("types",),
)

register(LIFECYCLES, CHECKLISTS)
