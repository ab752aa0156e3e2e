"""Applying a blueprint: all of it by the rooms' own verbs in one transaction, or nothing."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.blueprints.actions.carrying import Do, Undone, carry_out, do, why_not
from turnout.core.blueprints.actions.pending import propose_changes
from turnout.core.blueprints.blueprint import LOOKS_FIRST, ORGANIZATION, TEAMS
from turnout.core.blueprints.documents import Blueprint
from turnout.core.blueprints.events import BlueprintApplied
from turnout.core.blueprints.packs import blueprint_of, common
from turnout.core.blueprints.plans import (
    ADD,
    CHANGE,
    REMOVE,
    Change,
    Plan,
    compare,
    full_order,
    present_now,
)
from turnout.core.blueprints.problems import ChangedSince, InvalidBlueprint, Problem
from turnout.core.blueprints.settings import ONLY
from turnout.core.events.record import record
from turnout.core.lib.cached_tables import isolated_cache
from turnout.core.people.actions.agreement import agreed, holds_at_once, tell_of_rerouting
from turnout.core.people.models import Organization, Person


def plan_blueprint(
    blueprint: Blueprint, *, by: Person | None, remove: bool = False, only_new: bool = False
) -> Plan:
    """What applying it would change. It is tried out and taken back, so what a verb would refuse is known."""
    with isolated_cache():
        plan = compare(blueprint, present_now(), remove=remove, only_new=only_new, by=by)
        if plan.problems or not plan.changes:
            return plan
        try:
            with transaction.atomic():
                _carry_out(plan, blueprint, by)
                raise Undone
        except Undone:
            return plan


def apply_blueprint(
    blueprint: Blueprint,
    *,
    by: Person | None,
    remove: bool = False,
    only_new: bool = False,
    planned: str | None = None,
) -> Plan:
    """Make the settings what it says; answers what changed, and what waits for a second person.

    planned  the fingerprint of the plan someone looked at; raises ChangedSince if that is no longer it
    Raises InvalidBlueprint with everything that is wrong; then nothing was changed.
    """
    with isolated_cache(), transaction.atomic():
        organization = Organization.objects.select_for_update(no_key=True).order_by("created_at").first()
        plan = compare(blueprint, present_now(), remove=remove, only_new=only_new, by=by)
        if planned is not None and planned != plan.fingerprint:
            raise ChangedSince
        if not plan.problems:
            _carry_out(plan, blueprint, by)
        if plan.problems:
            raise InvalidBlueprint(plan.problems)
        if plan.done and organization:
            counts = [sum(each.action == what for each in plan.done) for what in (ADD, CHANGE, REMOVE)]
            added, changed, removed = counts
            event = BlueprintApplied(name=blueprint.name[:200], added=added, changed=changed, removed=removed)
            record(organization, event, by=by)
        if plan.waiting:
            propose_changes(plan.waiting, by=by)
        return plan


def install_packs(keys: Iterable[str], *, by: Person | None, without: Iterable[str] = ()) -> Plan:
    """Add what these packs bring, and what all of them stand on. What is there already stays as it is.

    A team they bring for looking at new reports first does so, unless one was chosen before.
    """
    plan = apply_blueprint(blueprint_of(keys, without=without), by=by, only_new=True)
    organization, name = Organization.get(), common().looks_first
    is_new = any(each.action == ADD and each.key == name for each in plan.changes if each.setting is TEAMS)
    if organization and is_new and organization.looks_first is None:
        ORGANIZATION.change(ONLY, {LOOKS_FIRST: name}, by)
    return plan


def _carry_out(plan: Plan, blueprint: Blueprint, by: Person | None) -> None:
    """Do what holds at once, and say in the plan what waits for a second person and what is refused."""
    waits: list[Change] = []

    def do_noting(change: Change, by: Person | None) -> None:
        with agreed() as asked:
            do(change, by)
        if asked:
            waits.append(change)

    try:
        with isolated_cache(), transaction.atomic():
            plan.problems += _tried(plan, blueprint, plan.changes, by, do_noting)
            if waits and not plan.problems and not holds_at_once(by):
                raise Undone
            tell_of_rerouting((each.name for each in waits), by=by)
            return
    except Undone:
        pass
    rest = [each for each in plan.changes if all(each is not other for other in waits)]
    needing = [change for change, _reason in carry_out(rest, by)]  # what they name waits itself
    plan.waiting = [*waits, *needing]
    plan.problems += _arrange(plan, blueprint, by)


def _tried(
    plan: Plan, blueprint: Blueprint, changes: list[Change], by: Person | None, do: Do
) -> list[Problem]:
    problems = [_problem(plan, change, reason) for change, reason in carry_out(changes, by, do=do)]
    return problems or _arrange(plan, blueprint, by)


def _problem(plan: Plan, change: Change, reason: str) -> Problem:
    if change.item:
        return Problem(change.item.file, change.item.line, reason)
    said = _("“%(name)s” (%(section)s) can't be removed: %(why)s")
    return Problem(
        plan.name, 0, said % {"name": change.key, "section": change.setting.section, "why": reason}
    )


def _arrange(plan: Plan, blueprint: Blueprint, by: Person | None) -> list[Problem]:
    """Put what was moved, and what is new, where the file has it."""
    problems = []
    for setting in {
        each.setting.section: each.setting for each in plan.changes if each.action != CHANGE
    }.values():
        if setting.arrange is None:
            continue
        arrange = setting.arrange
        new = {each.key for each in plan.changes if each.setting is setting and each.action == ADD}
        moves = any(each.setting is setting and each.action == "move" for each in plan.changes)
        present = setting.items()
        now = list(present)
        here = [key for key in now if key not in new]
        asked = [key for key in blueprint.items.get(setting.section, {}) if key in now]
        if not moves:  # those there are stay as they are, in whatever order they are named
            asked = in_place(here, asked)
        wanted = setting.together(full_order(here, asked, setting.last), present)
        if wanted != now:
            reason = why_not(lambda: arrange(wanted, by))  # noqa: B023  (called at once)
            problems += [Problem(plan.name, 0, reason)] if reason else []
    return problems


def in_place(here: list[str], asked: list[str]) -> list[str]:
    """`asked` with those that are here in the order they have."""
    known = iter(sorted((key for key in asked if key in here), key=here.index))
    return [next(known) if key in here else key for key in asked]
