"""Severities: five of them, what each is called, and what puts an incident there."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Data, Page, Setting, register
from turnout.core.people.models import Person
from turnout.core.values import Key, Text, tidy_parts
from turnout.incidents.definitions.actions.criteria import LONGEST, write_criteria
from turnout.incidents.definitions.actions.definitions import add_definition, change_definition
from turnout.incidents.definitions.models import Dimension, Severity, SeverityCriterion
from turnout.incidents.errors import NotPossible


def _severities() -> dict[str, Data]:
    found: dict[str, Data] = {
        str(each.rank): {"name": each.name, "meaning": each.meaning} for each in Severity.objects.all()
    }
    for each in SeverityCriterion.objects.filter(discipline=None).select_related("severity"):
        found[str(each.severity.rank)][each.dimension] = each.sentence
    return found


def _add(key: str, data: Data, by: Person | None) -> None:
    if key != str(Severity.objects.count() + 1):
        raise NotPossible(_t("Severities are numbered from 1 (most severe) to 5."))
    data = tidy_parts(SEVERITIES.fields, data)
    add_definition(Severity, name=data["name"], meaning=data["meaning"], by=by)
    _write_criteria(key, data, by)


def _change(key: str, data: Data, by: Person | None) -> None:
    words = {name: data[name] for name in ("name", "meaning") if name in data}
    change_definition(Severity.objects.get(rank=key), by=by, **words)
    _write_criteria(key, data, by)


def _write_criteria(key: str, data: Data, by: Person | None) -> None:
    said = {(side, int(key)): data[side.value] for side in Dimension if side.value in data}
    if said:
        write_criteria(said, by=by)


SEVERITIES = Setting(
    section="severities",
    title=_("Severities"),
    about=_("Severity: 1 is the most severe. There are always five, so none can be removed"),
    key=Key(most=2),
    model=Severity,
    key_of=lambda severity: str(severity.rank),
    fields={
        "name": Text(most=60, required=True, label=_("Name")),
        "meaning": Text(
            most=300,
            required=True,
            label=_("When is it this severe?"),
            help=_("In words that fit people, money, service and law alike."),
        ),
        **{
            side.value: Text(most=LONGEST, help=_("What makes it this severe, in this respect"))
            for side in Dimension
        },
    },
    present=_severities,
    add=_add,
    change=_change,
    page=Page(
        path="severities",
        icon="flame",
        summary=_("Five levels, and what each one means"),
        intro=_("There are always five, so everyone means the same thing. What you call them is up to you."),
        form=("name", "meaning"),
    ),
)

register(SEVERITIES)
