"""Changes of settings as plain data that can wait, and what of them can be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.blueprints.models import PendingChange
from turnout.core.blueprints.plans import ADD, CHANGE, REMOVE, Change
from turnout.core.blueprints.settings import Data, Setting, settings
from turnout.core.lib.failures import NotPossible
from turnout.core.people.looking_first import who_looks_first
from turnout.core.people.models import Person
from turnout.core.people.permissions import PERMISSIONS_OF, Permission
from turnout.core.people.vouching import may_be_same_person
from turnout.core.values import Door, Reading

Step = dict[str, Any]
Items = dict[str, tuple[str, Data]]
"""By what stays the same of an item (its row, or its key): its key, and what it holds."""
STRANGERS_FOR = timedelta(days=14)
"""So long after one let the other in they count as one person."""
MOST_SHOWN = 5  # changes said in a message

DECIDERS = [role for role, held in PERMISSIONS_OF.items() if Permission.SETTINGS_MANAGE in held]


class _Kept(Door):
    """What waits may name what only comes with it."""

    def finds_at_once(self) -> bool:
        return False


KEPT = _Kept()


def snapshot() -> dict[str, Items]:
    """All that is set, by section."""
    return {section: _items(setting) for section, setting in settings().items()}


def _items(setting: Setting) -> Items:
    same = {setting.key_of(row): str(row.pk) for row in setting.rows()} if setting.model else {}
    return {same.get(key, key): (key, data) for key, data in setting.everything().items()}


def between(before: dict[str, Items], after: dict[str, Items]) -> list[Change]:
    """What was added, changed and removed from one snapshot to another."""
    return [
        change
        for section, setting in settings().items()
        for change in _changes(setting, before[section], after[section])
    ]


def _changes(setting: Setting, before: Items, after: Items) -> Iterator[Change]:
    for same, (key, data) in after.items():
        if same not in before:
            yield Change(ADD, setting, key, will=data)
        elif before[same][1] != data:
            yield Change(CHANGE, setting, before[same][0], was=before[same][1], will=data)
    for same, (key, data) in before.items():
        if same not in after:
            yield Change(REMOVE, setting, key, was=data)


def as_step(change: Change) -> Step:
    """A change as plain data: of one item that stays, only what is different."""
    parts, was, will = change.setting.all_fields, change.was, change.will
    if change.action == CHANGE:
        differing = [name for name in parts if name in will and was.get(name) != will[name]]
        was, will = ({name: each[name] for name in differing} for each in (was, will))
    return {
        "section": change.setting.section,
        "key": change.key,
        "name": change.name,
        "action": change.action,
        "was": {name: parts[name].write(value) for name, value in was.items()},
        "data": {name: parts[name].write(value) for name, value in will.items()},
    }


def as_change(step: Step) -> Change:
    """What a step asks for. Raises NotPossible for what can no longer be read."""
    setting = settings().get(step["section"])
    if setting is None:
        raise NotPossible(_("“%(section)s” can't be set any more.") % {"section": step["section"]})
    was, will = (_read(setting, step[name]) for name in ("was", "data"))
    return Change(step["action"], setting, step["key"], was=was, will=will)


def _read(setting: Setting, given: Data) -> Data:
    reading = Reading(KEPT)
    parts = setting.all_fields
    found = {name: parts[name].take(value, reading) for name, value in given.items() if name in parts}
    if reading.faults:
        raise NotPossible(reading.faults[0].message)
    return found


@dataclass(frozen=True)
class Readable:
    """One of its steps for people to look at, by the name its item had when it was proposed."""

    name: str
    change: Change


def readable(change: PendingChange) -> list[Readable]:
    """Its steps, as far as they can still be read."""
    found = []
    for step in change.steps:
        try:
            found.append(Readable(step["name"], as_change(step)))
        except NotPossible:
            continue
    return found


def described(change: PendingChange) -> str:
    """What is before and what comes after, in the present language, a line each."""
    alone = len(change.steps) == 1  # then the title names it
    lines = [line for each in readable(change)[:MOST_SHOWN] for line in _lines(each, alone)]
    more = len(change.steps) - MOST_SHOWN
    return "\n".join([*lines, _("and %(count)s more") % {"count": more}] if more > 0 else lines)


def _lines(step: Readable, alone: bool) -> Iterator[str]:
    change = step.change
    words = {"section": change.setting.title, "name": step.name}
    if change.action == ADD:
        yield _("%(section)s: “%(name)s” is new") % words
    elif change.action == REMOVE:
        yield _("%(section)s: “%(name)s” is removed") % words
    for each in change.differences if change.action == CHANGE else ():
        nothing = each.nothing or "–"
        said = {**words, "field": each.label, "was": each.was or nothing, "will": each.will or nothing}
        if alone:
            yield _("%(field)s: %(was)s → %(will)s") % said
        else:
            yield _("%(section)s, “%(name)s”, %(field)s: %(was)s → %(will)s") % said


def deciders(*, but: Person | None = None) -> list[Person]:
    """Everyone who may change settings, but this one."""
    people = Person.objects.active().filter(role__in=DECIDERS)
    return list(people.exclude(pk=but.pk) if but else people)


def those_concerned(change: PendingChange) -> list[Person]:
    """Who is told what becomes of it: owners, admins, who looks first, and who proposed it."""
    people = [*deciders(), *who_looks_first(), *([change.proposer] if change.proposer else [])]
    return list({each.pk: each for each in people}.values())


def why_not_agree(change: PendingChange, person: Person) -> str:
    """Why this person can't be the second one, in words; empty if they can."""
    proposer = change.proposer
    if not change.is_waiting or change.agreed_by_id:
        return _("Nobody has to agree to this any more.")
    if not person.may(Permission.SETTINGS_MANAGE):
        return _("Only an owner or an admin can agree.")
    if proposer and proposer.pk == person.pk:
        return _("You proposed this. Someone else has to agree.")
    if proposer and may_be_same_person(proposer, person, within=STRANGERS_FOR):
        return _(
            "One of you let the other in, or the same person let in you both, within the last %(days)s days. "
            "Ask someone else."
        ) % {"days": STRANGERS_FOR.days}
    return ""


def may_stop(change: PendingChange, person: Person) -> bool:
    """Owners, those who look first and who proposed it can."""
    if not change.is_waiting:
        return False
    is_own = change.proposer is not None and change.proposer.pk == person.pk
    return is_own or person.is_owner or person.pk in {each.pk for each in who_looks_first()}


WAITING_AT_ONCE = 200  # looked at for one page


def waiting_in(*sections: str) -> list[PendingChange]:
    """Those that wait and change something in these sections."""
    found = PendingChange.objects.waiting().select_related("proposed_by", "by_key")[:WAITING_AT_ONCE]
    return [each for each in found if any(step["section"] in sections for step in each.steps)]
