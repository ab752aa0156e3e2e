"""Deciding who is told of which incidents."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.conditions import InvalidConditions, parse
from turnout.core.events.changes import NOTHING, as_it_is, changes, plain
from turnout.core.events.record import record
from turnout.core.lib.ids import new_id
from turnout.core.people.acting import may
from turnout.core.people.actions.agreement import ask_agreement
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import Permission
from turnout.incidents.audience.events import AudienceRuleChanged, AudienceRuleCreated, AudienceRuleRemoved
from turnout.incidents.audience.models import AudienceRule, Reach
from turnout.incidents.audience.rules import MOST_RULES
from turnout.incidents.definitions.models import Role
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.scope import INCIDENT_SCOPE

NAME_LENGTH = 80
MOST_TEAMS = 50  # of one rule, and as many people and roles


@transaction.atomic
def create_audience_rule(
    *,
    name: str,
    conditions: list[Any],
    teams: Collection[Team] = (),
    people: Collection[Person] = (),
    roles: Collection[Role] = (),
    reach: str = Reach.ASKED,
    lets_in: bool = False,
    is_active: bool = True,
    by: Person | None,
) -> AudienceRule:
    """Tell these teams, people and holders of these roles of every incident for which the conditions hold,
    when it is raised or gets worse, from now on.

    Raises NeedsAgreement, as changing and removing one do. Raises NotPossible for a name that is taken or
    empty, nobody to tell, conditions that make no sense, or a
    rule that lets people into private incidents made by someone who may not see them.
    """
    _refuse_letting_oneself_in(lets_in, by)
    if AudienceRule.objects.count() >= MOST_RULES:
        raise NotPossible(
            _("You already have %(most)s rules. Remove one you no longer need.") % {"most": MOST_RULES}
        )
    ask_agreement(name, by=by)
    rule = AudienceRule(lets_in=lets_in, is_active=is_active, reach=_reach(reach))
    _fill(rule, name, conditions)
    _refuse_nobody(teams, people, roles)
    _save(rule, teams, people, roles)
    record(rule, AudienceRuleCreated(name=rule.name, changes=changes(NOTHING, _said(rule))), by=by)
    return rule


@transaction.atomic
def change_audience_rule(
    rule: AudienceRule,
    *,
    name: str,
    conditions: list[Any],
    teams: Collection[Team],
    people: Collection[Person] | None = None,
    roles: Collection[Role] | None = None,
    reach: str | None = None,
    lets_in: bool,
    is_active: bool,
    by: Person | None,
) -> AudienceRule:
    """Set all of a rule (None: as it is). Incidents there are already keep who was told and let in."""
    rule = AudienceRule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    _refuse_letting_oneself_in(rule.lets_in or lets_in, by)
    ask_agreement(rule.name, by=by)
    before = _said(rule)
    rule.lets_in, rule.is_active = lets_in, is_active
    rule.reach = _reach(reach or rule.reach)
    people = list(rule.people.all()) if people is None else people
    roles = list(rule.roles.all()) if roles is None else roles
    _fill(rule, name, conditions)
    _refuse_nobody(teams, people, roles)
    rule.revision = new_id()
    _save(rule, teams, people, roles)
    record(rule, AudienceRuleChanged(name=rule.name, changes=changes(before, _said(rule))), by=by)
    return rule


@transaction.atomic
def remove_audience_rule(rule: AudienceRule, *, by: Person | None) -> None:
    rule = AudienceRule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    _refuse_letting_oneself_in(rule.lets_in, by)
    ask_agreement(rule.name, by=by)
    record(rule, AudienceRuleRemoved(name=rule.name, changes=changes(_said(rule), NOTHING)), by=by)
    AudienceRule.objects.filter(pk=rule.pk).delete()


def _said(rule: AudienceRule) -> dict[str, Any]:
    """All of it, as it is written down with every change."""
    whom = {name: plain(getattr(rule, name).all()) for name in ("teams", "people", "roles")}
    return {**as_it_is(rule, ("name", "conditions", "reach", "lets_in", "is_active")), **whom}


def _refuse_letting_oneself_in(lets_in: bool, by: Person | None) -> None:
    """Otherwise a settings manager could give themselves access to every private incident."""
    if lets_in and not may(by, Permission.INCIDENTS_VIEW_PRIVATE):
        raise NotPossible(_("Only an owner can decide who else sees private incidents."))


def _reach(reach: str) -> str:
    if reach not in set(Reach):
        raise NotPossible(_("Choose how they should be told."))
    return reach


def _refuse_nobody(teams: Collection[Team], people: Collection[Person], roles: Collection[Role]) -> None:
    if not teams and not people and not roles:
        raise NotPossible(_("Choose at least one team, person or role to tell."))
    if max(len(teams), len(people), len(roles)) > MOST_TEAMS:
        raise NotPossible(
            _("A rule can tell up to %(most)s each of teams, people and roles.") % {"most": MOST_TEAMS}
        )


def _save(
    rule: AudienceRule, teams: Collection[Team], people: Collection[Person], roles: Collection[Role]
) -> None:
    rule.save()
    rule.teams.set(teams)
    rule.people.set(people)
    rule.roles.set(roles)


def _fill(rule: AudienceRule, name: str, conditions: list[Any]) -> None:
    name = " ".join(name.split())
    if not name:
        raise NotPossible(_("Give the rule a name."))
    if len(name) > NAME_LENGTH:
        raise NotPossible(_("Keep the name to %(most)s characters.") % {"most": NAME_LENGTH})
    if AudienceRule.objects.filter(name=name).exclude(pk=rule.pk).exists():
        raise NotPossible(_("Another rule already has this name."))
    try:
        rule.conditions = parse(conditions, INCIDENT_SCOPE).data
    except InvalidConditions as wrong:
        raise NotPossible(str(wrong)) from wrong
    rule.name = name
