"""Notification rules, as a blueprint sets them."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Data, Page, Setting, register
from turnout.core.conditions.value import ConditionsValue
from turnout.core.notify.channels import how_people_are_told
from turnout.core.people.models import Person, Team
from turnout.core.values import Choice, Parts, People, Refs, Text, YesNo, tidy_parts
from turnout.incidents.audience.actions.rules import (
    NAME_LENGTH,
    change_audience_rule,
    create_audience_rule,
    remove_audience_rule,
)
from turnout.incidents.audience.models import AudienceRule, Reach
from turnout.incidents.audience.rules import MOST_RULES
from turnout.incidents.blueprint.forms import SECTIONS
from turnout.incidents.definitions.models import Role
from turnout.incidents.fields.scope import INCIDENT_SCOPE


def _rules() -> dict[str, Data]:
    rules = AudienceRule.objects.prefetch_related("teams", "roles")[:MOST_RULES]
    return {
        rule.name: {
            "when": rule.conditions,
            "tell": [team.name for team in rule.teams.all()],
            "tell_roles": [role.key for role in rule.roles.all()],
            "reach": rule.reach,
            "private_too": rule.lets_in,
            "in_use": rule.is_active,
        }
        for rule in rules
    }


def _apart() -> dict[str, Data]:
    rules = AudienceRule.objects.prefetch_related("people")[:MOST_RULES]
    return {
        rule.name: {"name": rule.name, "people": [each for each in rule.people.all() if each.is_active]}
        for rule in rules
    }


def columns(data: Data) -> dict[str, Any]:
    """As the verbs take it, but for the name."""
    return {
        **({"people": list(data["people"])} if "people" in data else {}),
        "conditions": data["when"],
        "teams": list(Team.objects.filter(name__in=data["tell"])),
        "roles": list(Role.objects.filter(key__in=data["tell_roles"])),
        "reach": data["reach"],
        "lets_in": data["private_too"],
        "is_active": data["in_use"],
    }


def _add(name: str, data: Data, by: Person | None) -> None:
    create_audience_rule(name=name, **columns(tidy_parts(NOTIFICATION_RULES.all_fields, data)), by=by)


def _change(name: str, data: Data, by: Person | None) -> None:
    rule = AudienceRule.objects.get(name=name)
    named = data.get("name", name)
    change_audience_rule(rule, name=named, **columns({**_rules()[name], **data}), by=by)


def reaches() -> dict[str, Any]:
    """How people are told, in words."""
    return {
        Reach.ASKED.value: capfirst(how_people_are_told()),
        Reach.HERE.value: _("In Turnout only"),
        Reach.AT_ONCE.value: _("Right away if critical or major, even during their quiet hours"),
    }


NAME = Text(
    most=NAME_LENGTH,
    required=True,
    label=_("Name"),
    help=_("The reporter sees this name: Privacy team, Lisbon leads"),
)
ON_ITS_PAGE: Parts = {"name": NAME, "people": People(label=_("People by name"))}

NOTIFICATION_RULES = Setting(
    section="notification_rules",
    formerly="who_is_told",
    title=_("Notification rules"),
    about=_(
        "Notification rules: who is told about incidents; the reporter sees the key as the rule's name. "
        "People are added to a rule on its page"
    ),
    key=NAME,
    apart=ON_ITS_PAGE,
    present_apart=_apart,
    model=AudienceRule,
    key_of=lambda rule: str(rule.name),
    fields={
        "when": ConditionsValue(
            scope=INCIDENT_SCOPE,
            sections=SECTIONS,
            prefixes={"field.": "custom_fields"},
            help=_("All conditions in any one of these groups; with none, always"),
        ),
        "tell": Refs(
            to="teams",
            label=_("Which teams should be told?"),
        ),
        "tell_roles": Refs(
            to="roles",
            label=_("Which roles should be told?"),
            help=_(
                "Anyone who holds one in that incident. At first nobody does; they'll be told if it gets "
                "worse."
            ),
        ),
        "reach": Choice(
            of=reaches,
            default=Reach.ASKED.value,
            spread=True,
            label=_("How should they be told?"),
        ),
        "private_too": YesNo(
            label=_("They can see private incidents too"),
            help=_("Without this, these teams never see private incidents. Only an owner can set it."),
        ),
        "in_use": YesNo(default=True, label=_("In use")),
    },
    present=_rules,
    add=_add,
    change=_change,
    remove=lambda name, by: remove_audience_rule(AudienceRule.objects.get(name=name), by=by),
    page=Page(
        path="notification-rules",
        icon="megaphone",
        summary=_("Who is told about which incidents, and how"),
    ),
    after=("severities", "incident_types", "departments", "custom_fields"),
)

register(NOTIFICATION_RULES)
