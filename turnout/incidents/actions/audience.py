"""Deciding who is told of which incidents."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.conditions import Wrong, parse
from turnout.core.events.record import record
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import Permission
from turnout.incidents.asking import INCIDENT
from turnout.incidents.audience import MOST_RULES
from turnout.incidents.errors import NotPossible
from turnout.incidents.events import AudienceRuleChanged, AudienceRuleCreated, AudienceRuleRemoved
from turnout.incidents.models import AudienceRule

NAME_LENGTH = 80
MOST_TEAMS = 50  # of one rule


@transaction.atomic
def create_audience_rule(
    *,
    name: str,
    conditions: list[Any],
    teams: Collection[Team],
    lets_in: bool = False,
    is_active: bool = True,
    by: Person | None,
) -> AudienceRule:
    """Tell these teams of every new incident for which the conditions hold, from now on.

    Raises NotPossible for a name that is taken or empty, no team, conditions that make no sense, or a rule
    that lets people into private incidents made by someone who may not see them.
    """
    _refuse_letting_oneself_in(lets_in, by)
    if AudienceRule.objects.count() >= MOST_RULES:
        raise NotPossible(
            _("There are %(most)s rules. Remove one that is no longer needed.") % {"most": MOST_RULES}
        )
    rule = AudienceRule(lets_in=lets_in, is_active=is_active)
    _fill(rule, name, conditions, teams)
    rule.save(force_insert=True)
    rule.teams.set(teams)
    record(rule, AudienceRuleCreated(name=rule.name), by=by)
    return rule


@transaction.atomic
def change_audience_rule(
    rule: AudienceRule,
    *,
    name: str,
    conditions: list[Any],
    teams: Collection[Team],
    lets_in: bool,
    is_active: bool,
    by: Person | None,
) -> AudienceRule:
    """Set all of a rule. Incidents there are already keep who was told of them and who was let in."""
    rule = AudienceRule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    _refuse_letting_oneself_in(rule.lets_in or lets_in, by)
    rule.lets_in, rule.is_active = lets_in, is_active
    _fill(rule, name, conditions, teams)
    rule.save()
    rule.teams.set(teams)
    record(rule, AudienceRuleChanged(name=rule.name), by=by)
    return rule


@transaction.atomic
def remove_audience_rule(rule: AudienceRule, *, by: Person | None) -> None:
    rule = AudienceRule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    _refuse_letting_oneself_in(rule.lets_in, by)
    record(rule, AudienceRuleRemoved(name=rule.name), by=by)
    AudienceRule.objects.filter(pk=rule.pk).delete()


def _refuse_letting_oneself_in(lets_in: bool, by: Person | None) -> None:
    """Else whoever looks after settings could make themselves see everything that is private."""
    if lets_in and by is not None and not by.may(Permission.INCIDENTS_VIEW_PRIVATE):
        raise NotPossible(_("Only an owner decides who else sees private incidents."))


def _fill(rule: AudienceRule, name: str, conditions: list[Any], teams: Collection[Team]) -> None:
    name = " ".join(name.split())
    if not name:
        raise NotPossible(_("Give the rule a name."))
    if len(name) > NAME_LENGTH:
        raise NotPossible(_("A name has up to %(most)s characters.") % {"most": NAME_LENGTH})
    if AudienceRule.objects.filter(name=name).exclude(pk=rule.pk).exists():
        raise NotPossible(_("Another rule has this name."))
    if not teams:
        raise NotPossible(_("Choose at least one team that will hear."))
    if len(teams) > MOST_TEAMS:
        raise NotPossible(_("A rule tells up to %(most)s teams.") % {"most": MOST_TEAMS})
    try:
        rule.conditions = parse(conditions, INCIDENT).data
    except Wrong as wrong:
        raise NotPossible(str(wrong)) from wrong
    rule.name = name
