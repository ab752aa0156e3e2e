"""Carrying out changes of settings by the rooms' own verbs, in an order in which each finds what it names."""

from collections.abc import Callable, Sequence

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from turnout.core.blueprints.plans import ADD, CHANGE, REMOVE, Change
from turnout.core.blueprints.settings import settings
from turnout.core.lib.failures import NotPossible
from turnout.core.people.models import Person

ROUNDS = 4  # a name may only be free once another was changed
Do = Callable[[Change, Person | None], None]
Refused = list[tuple[Change, str]]


class Undone(Exception):
    """Raised to roll a rehearsal back."""


def do(change: Change, by: Person | None) -> None:
    """Call the verb. Raises NotPossible, or what a database says of something that isn't there."""
    setting = change.setting
    if change.action == ADD and setting.add:
        setting.add(change.key, change.will, by)
    elif change.action == CHANGE:
        setting.change(change.key, change.will, by)
    elif change.action == REMOVE and setting.remove:
        setting.remove(change.key, by)


def carry_out(changes: Sequence[Change], by: Person | None, *, do: Do = do) -> Refused:
    """Do all of it; answers what was refused, and why."""
    order = {section: number for number, section in enumerate(settings())}
    build = [each for each in changes if each.action in (ADD, CHANGE)]
    clear = [each for each in changes if each.action == REMOVE]
    waiting = sorted(build, key=lambda each: order[each.setting.section])
    waiting += sorted(clear, key=lambda each: -order[each.setting.section])
    refused: Refused = []
    for _round in range(ROUNDS):
        refused = []
        for change in waiting:
            reason = why_not(lambda change=change: do(change, by))  # type: ignore[misc]
            if reason:
                refused.append((change, reason))
        if not refused or len(refused) == len(waiting):
            break
        waiting = [change for change, _reason in refused]
    return refused


def why_not(act: Callable[[], None]) -> str:
    """Do it; why it couldn't be done, empty if it was."""
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
