"""Notification rules, as a blueprint sets them."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy

from turnout.core.blueprints.settings import Data, Page, Setting, register
from turnout.core.conditions.value import ConditionsValue
from turnout.core.people.models import Person, Team
from turnout.core.values import Choice, Refs, Text, YesNo
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


def _writing(verb: Callable[..., Any]) -> Callable[[str, Data, Person | None], None]:
    def write(name: str, data: Data, by: Person | None) -> None:
        given = {
            "name": name,
            "conditions": data["when"],
            "teams": list(Team.objects.filter(name__in=data["tell"])),
            "roles": list(Role.objects.filter(key__in=data["tell_roles"])),
            "reach": data["reach"],
            "lets_in": data["private_too"],
            "is_active": data["in_use"],
        }
        verb(**given, by=by)

    return write


NOTIFICATION_RULES = Setting(
    section="notification_rules",
    formerly="who_is_told",
    title=gettext_lazy("Notification rules"),
    about=gettext_lazy(
        "Notification rules: who is told about incidents; the reporter sees the key as the rule's name"
    ),
    key=Text(most=NAME_LENGTH, required=True),
    fields={
        "when": ConditionsValue(
            scope=INCIDENT_SCOPE,
            sections=SECTIONS,
            prefixes={"field.": "custom_fields"},
            help=gettext_lazy("All conditions in any one of these groups; with none, always"),
        ),
        "tell": Refs(to="teams", help=gettext_lazy("Teams. People are added to a rule in the browser")),
        "tell_roles": Refs(to="roles", help=gettext_lazy("Anyone holding one of these roles in it")),
        "reach": Choice(
            of=Reach,
            default=Reach.ASKED.value,
            help=gettext_lazy("In Turnout only, as each person has chosen, or even during quiet hours"),
        ),
        "private_too": YesNo(help=gettext_lazy("They can see private incidents. Only owners can set this")),
        "in_use": YesNo(default=True),
    },
    present=_rules,
    add=_writing(create_audience_rule),
    change=lambda name, data, by: _writing(
        lambda **given: change_audience_rule(AudienceRule.objects.get(name=name), **given)
    )(name, data, by),
    remove=lambda name, by: remove_audience_rule(AudienceRule.objects.get(name=name), by=by),
    page=Page(
        path="notification-rules",
        icon="megaphone",
        summary=gettext_lazy("Who is told about which incidents, and how"),
    ),
    after=("severities", "incident_types", "departments", "custom_fields"),
)

register(NOTIFICATION_RULES)
