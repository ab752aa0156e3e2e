"""Applying a blueprint: all of it by the rooms' own verbs in one transaction, or nothing."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

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
from turnout.core.blueprints.settings import ONLY, settings
from turnout.core.events.record import record
from turnout.core.lib.cached_tables import isolated_cache
from turnout.core.lib.failures import NotPossible
from turnout.core.people.models import Organization, Person

ROUNDS = 4  # a name may only be free once another was changed


class _Undone(Exception):
    """Raised to roll a rehearsal back."""


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
                plan.problems += _carry_out(plan, blueprint, by)
                raise _Undone
        except _Undone:
            return plan


def apply_blueprint(
    blueprint: Blueprint,
    *,
    by: Person | None,
    remove: bool = False,
    only_new: bool = False,
    planned: str | None = None,
) -> Plan:
    """Make the settings what it says; answers what changed.

    planned  the fingerprint of the plan someone looked at; raises ChangedSince if that is no longer it
    Raises Refused with everything that is wrong; then nothing was changed.
    """
    with isolated_cache(), transaction.atomic():
        organization = Organization.objects.select_for_update(no_key=True).order_by("created_at").first()
        plan = compare(blueprint, present_now(), remove=remove, only_new=only_new, by=by)
        if planned is not None and planned != plan.fingerprint:
            raise ChangedSince
        problems = plan.problems or _carry_out(plan, blueprint, by)
        if problems:
            raise InvalidBlueprint(problems)
        if plan.changes and organization:
            event = BlueprintApplied(
                name=blueprint.name[:200], added=plan.added, changed=plan.changed, removed=plan.removed
            )
            record(organization, event, by=by)
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


def _carry_out(plan: Plan, blueprint: Blueprint, by: Person | None) -> list[Problem]:
    """Do all of it, in an order in which each thing finds what it refers to; answers what was refused."""
    order = {section: number for number, section in enumerate(settings())}
    build = [each for each in plan.changes if each.action in (ADD, CHANGE)]
    clear = [each for each in plan.changes if each.action == REMOVE]
    waiting = sorted(build, key=lambda each: order[each.setting.section])
    waiting += sorted(clear, key=lambda each: -order[each.setting.section])
    problems: list[Problem] = []
    for _round in range(ROUNDS):
        problems, refused = [], []
        for change in waiting:
            reason = _try(lambda change=change: _do(change, by))  # type: ignore[misc]
            if reason:
                refused.append(change)
                problems.append(_problem(plan, change, reason))
        if not refused or len(refused) == len(waiting):
            break
        waiting = refused
    return problems or _arrange(plan, blueprint, by)


def _do(change: Change, by: Person | None) -> None:
    setting = change.setting
    if change.action == ADD and setting.add:
        setting.add(change.key, change.will, by)
    elif change.action == CHANGE:
        setting.change(change.key, change.will, by)
    elif change.action == REMOVE and setting.remove:
        setting.remove(change.key, by)


def _try(act: Callable[[], None]) -> str:
    """Why it couldn't be done; empty if it was."""
    try:
        with transaction.atomic():
            act()
    except NotPossible as error:
        return str(error) or _("It was refused.")
    except ObjectDoesNotExist:  # it was refused itself
        return _("Something it refers to doesn't exist.")
    except IntegrityError:
        return _("Something else has the same name or key.")
    return ""


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
            reason = _try(lambda: arrange(wanted, by))  # noqa: B023  (called at once)
            problems += [Problem(plan.name, 0, reason)] if reason else []
    return problems


def in_place(here: list[str], asked: list[str]) -> list[str]:
    """`asked` with those that are here in the order they have."""
    known = iter(sorted((key for key in asked if key in here), key=here.index))
    return [next(known) if key in here else key for key in asked]
