"""What a blueprint would change, found by comparing it with what there is. Nothing is changed here."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.blueprints.documents import Blueprint, Item
from turnout.core.blueprints.problems import Problem
from turnout.core.blueprints.settings import Data, Setting, settings
from turnout.core.people.acting import may
from turnout.core.people.models import Person
from turnout.core.values import Known, unknown

ADD, CHANGE, REMOVE, MOVE = "add", "change", "remove", "move"
Present = dict[str, dict[str, Data]]


@dataclass(frozen=True)
class Difference:
    """One field: what it says now, and what it would say; of a list (`is_part`), what goes and what comes.

    label    what people call it
    nothing  what it is called to have none
    """

    field: str
    was: str
    will: str
    is_part: bool = False
    label: str = ""
    nothing: str = ""


@dataclass(frozen=True)
class Change:
    """One thing that would be added, changed, removed or, all of a section, put in another order."""

    action: str
    setting: Setting
    key: str
    was: Data = field(default_factory=dict)
    will: Data = field(default_factory=dict)
    item: Item | None = None

    @property
    def name(self) -> str:
        return (
            self.setting.name_of(self.key, self.will or self.was) if self.action != MOVE else _("the order")
        )

    @property
    def differences(self) -> list[Difference]:
        if self.action == MOVE:
            return [Difference(_("order"), ", ".join(self.was["order"]), ", ".join(self.will["order"]))]
        found = []
        for name, each in self.setting.all_fields.items():
            start = each.start
            was, will = self.was.get(name, start), self.will.get(name, start)
            if was != will:
                gone, new = _apart(was, will)
                is_part = bool(gone or new)
                was, will = (gone, new) if is_part else (was, will)
                before, after = (each.said(said) if said or not is_part else "" for said in (was, will))
                words = name.replace("_", " ")
                label, nothing = str(each.label or words.capitalize()), str(getattr(each, "none", ""))
                found.append(Difference(words, before, after, is_part, label, nothing))
        return found


SOME = (list, tuple)


def _apart(was: Any, will: Any) -> tuple[list[Any], list[Any]]:
    """What one list has and the other hasn't, where both have something in common. Conditions stay whole."""
    if not (isinstance(was, SOME) and isinstance(will, SOME) and any(each in will for each in was)):
        return [], []
    if any(isinstance(each, SOME) for each in [*was, *will]):
        return [], []
    return [each for each in was if each not in will], [each for each in will if each not in was]


@dataclass
class Plan:
    """All that a blueprint would change, or all that keeps it from being applied.

    same       how many things it names are as it says already
    untouched  how many things it doesn't name, in the sections it has
    waiting    those of the changes that wait for a second person; known once it was tried out
    fingerprint   of the settings and the texts it was made from
    """

    name: str
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    same: int = 0
    untouched: int = 0
    fingerprint: str = ""
    waiting: list[Change] = field(default_factory=list)

    @property
    def done(self) -> list[Change]:
        """Those of the changes that hold at once."""
        return [each for each in self.changes if not self.waits(each)]

    def waits(self, change: Change) -> bool:
        return any(each is change for each in self.waiting)

    def count(self, action: str) -> int:
        return sum(each.action == action for each in self.changes)

    @property
    def added(self) -> int:
        return self.count(ADD)

    @property
    def changed(self) -> int:
        return self.count(CHANGE)

    @property
    def removed(self) -> int:
        return self.count(REMOVE)


def present_now() -> Present:
    return {section: setting.items() for section, setting in settings().items()}


def compare(
    blueprint: Blueprint,
    present: Present,
    *,
    by: Person | None,
    remove: bool = False,
    only_new: bool = False,
) -> Plan:
    """The plan, as far as it can be told without trying.

    remove    take away what the sections it has don't name
    only_new  add what is missing, and leave what is there as it is
    """
    plan = Plan(blueprint.name, problems=[*blueprint.problems])
    plan.fingerprint = _fingerprint(blueprint, present, remove, only_new)
    after: Known = {section: set(items) for section, items in present.items()}
    for section, setting in settings().items():
        if section in blueprint.items:
            wanted = blueprint.items[section]
            _compare_section(plan, setting, wanted, present[section], remove, only_new)
            gone = {each.key for each in plan.changes if each.setting is setting and each.action == REMOVE}
            after[section] = (after[section] | set(wanted)) - gone
    _offer(after, blueprint, present)
    _check_references(plan, blueprint, after)
    _check_what_stays(plan, present)
    _check_permissions(plan, by)
    plan.problems.sort()
    return plan


def _compare_section(
    plan: Plan,
    setting: Setting,
    wanted: dict[str, Item],
    present: dict[str, Data],
    remove: bool,
    only_new: bool,
) -> None:
    for key, item in wanted.items():
        if key not in present:
            if setting.add is None:
                known = ", ".join(present)
                message = _("You can't add another one here. The existing ones are: %(known)s.") % {
                    "known": known
                }
                plan.problems.append(Problem(item.file, item.line, message))
            plan.changes.append(Change(ADD, setting, key, will=item.data, item=item))
        elif only_new or item.data == present[key]:
            plan.same += 1
        else:
            _refuse_fixed(plan, setting, item, present[key])
            plan.changes.append(Change(CHANGE, setting, key, was=present[key], will=item.data, item=item))
    others = [key for key in present if key not in wanted]
    if remove and setting.remove and not only_new:
        plan.changes += [Change(REMOVE, setting, key, was=present[key]) for key in others]
        others = []
    plan.untouched += len(others)
    if setting.arrange and not only_new:
        here = [key for key in present if key in wanted or key in others]
        asked = [key for key in wanted if key in present]
        said = {**present, **{key: item.data for key, item in wanted.items()}}
        order = setting.together(in_order(here, asked), said)
        if order != here:
            plan.changes.append(Change(MOVE, setting, "", {"order": here}, {"order": order}))


def _refuse_fixed(plan: Plan, setting: Setting, item: Item, was: Data) -> None:
    for name in setting.fixed & set(item.lines):
        if was[name] != item.data[name]:
            message = _("This can't be changed once set. It is “%(was)s”.")
            said = message % {"was": setting.fields[name].write(was[name])}
            plan.problems.append(Problem(item.file, item.lines.get(name, item.line), said))


def in_order(here: list[str], asked: list[str]) -> list[str]:
    """Those asked for take the places they have between them in the order they are asked for."""
    places = iter(key for key in asked)
    named = set(asked)
    return [next(places) if key in named else key for key in here]


def full_order(here: list[str], asked: list[str], last: str) -> list[str]:
    """The same with those that are new: each behind the one it was written behind."""
    order = in_order(here, [key for key in asked if key in here])
    for number, key in enumerate(asked):
        if key in order:
            continue
        following = next((each for each in asked[number + 1 :] if each in here), None)
        if number:
            order.insert(order.index(asked[number - 1]) + 1, key)
        elif following:
            order.insert(order.index(following), key)
        else:
            order.insert(len(order) - (last != "" and order[-1:] == [last]), key)
    return order


def _offer(after: Known, blueprint: Blueprint, present: Present) -> None:
    """What can be named because of what an item holds."""
    for section, setting in settings().items():
        if setting.offers is None:
            continue
        wanted = {key: item.data for key, item in blueprint.items.get(section, {}).items()}
        for key, data in {**present[section], **wanted}.items():
            if key in after[section]:
                for other, name in setting.offers(data):
                    after.setdefault(other, set()).add(name)


def _check_references(plan: Plan, blueprint: Blueprint, after: Known) -> None:
    for own, items in blueprint.items.items():
        for item in items.values():
            named = _named(settings()[own], item.data)  # a field may have been left out since
            for section, key, line in item.references:
                if (section, key) in named and key not in after.get(section, set()):
                    reason = unknown(key, sorted(after.get(section, set())))
                    plan.problems.append(Problem(item.file, line, reason))
            for check in item.later:
                plan.problems += [Problem(item.file, each.line, each.message) for each in check(after)]


def _check_what_stays(plan: Plan, present: Present) -> None:
    """Nothing that stays may name what goes."""
    gone = {(each.setting.section, each.key) for each in plan.changes if each.action == REMOVE}
    if not gone:
        return
    named = {(c.setting.section, c.key) for c in plan.changes if c.action in (CHANGE, REMOVE)}
    for section, setting in settings().items():
        for key, data in present[section].items():
            if (section, key) in named:
                continue
            for _section, other in sorted(_named(setting, data) & gone):
                message = _("“%(gone)s” can't be removed because “%(name)s” (%(section)s) refers to it.")
                said = message % {"gone": other, "name": key, "section": section}
                plan.problems.append(Problem(plan.name, 0, said))


def _named(setting: Setting, data: Data) -> set[tuple[str, str]]:
    return {ref for at, each in setting.fields.items() for ref in each.references(data[at])}


def _check_permissions(plan: Plan, by: Person | None) -> None:
    for setting in {each.setting.section: each.setting for each in plan.changes}.values():
        if not may(by, setting.permission):
            message = _("You don't have permission to change “%(section)s”.") % {"section": setting.section}
            plan.problems.append(Problem(plan.name, 0, message))


def _fingerprint(blueprint: Blueprint, present: Present, *flags: Any) -> str:
    """Of the settings in their order, what is asked for, and how."""
    state = [[section, [[key, data] for key, data in items.items()]] for section, items in present.items()]
    packed = json.dumps([state, blueprint.texts, flags], default=str, sort_keys=True)
    return hashlib.sha256(packed.encode(errors="surrogatepass")).hexdigest()
