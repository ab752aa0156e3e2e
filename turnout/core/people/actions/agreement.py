"""What decides where reports go takes a second pair of eyes and a day: verbs that change it ask here."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.acting import is_turnout
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import ReportsRerouted
from turnout.core.people.models import Organization, Person

SET_UP_LASTS = timedelta(days=7)
"""After the organization was founded: so long its settings hold at once, and are told."""

NAMES_LENGTH = 500

_agreed: ContextVar[list[str] | None] = ContextVar("agreed", default=None)


class NeedsAgreement(NotPossible):
    """It was not done: somebody else has to agree first, and it holds after a day. The door that called the
    verb keeps it waiting (`core.blueprints.actions.pending.propose`)."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“%(name)s” decides where reports go, so a second person has to agree first.") % {"name": name}
        )


@contextmanager
def agreed() -> Iterator[list[str]]:
    """In this block verbs do what takes agreement, and the list says of what: somebody agreed, or only tries.

    Whoever opens it answers for that, and for telling people (`tell_of_rerouting`)."""
    asked: list[str] = []
    token = _agreed.set(asked)
    try:
        yield asked
    finally:
        _agreed.reset(token)


def holds_at_once(by: Person | None) -> bool:
    """Whether what this one changes waits for nobody: Turnout itself, or while the organization is set up."""
    if is_turnout(by):
        return True
    organization = Organization.get()
    return organization is None or clock.now() < organization.created_at + SET_UP_LASTS


def ask_agreement(name: str, *, by: Person | None) -> None:
    """Part of a verb that changes where reports go, who reads them first or whether they can be sent.

    name  what is changed, in words people know it by
    Raises NeedsAgreement, unless somebody agreed or it holds at once: then it is told.
    """
    asked = _agreed.get()
    if asked is not None:
        asked.append(name)
    elif holds_at_once(by):
        tell_of_rerouting([name], by=by)
    else:
        raise NeedsAgreement(name)


def tell_of_rerouting(names: Iterable[str], *, by: Person | None) -> None:
    """Part of a verb: this was changed at once; owners and those who look first are told."""
    organization = Organization.get()
    said = ", ".join(dict.fromkeys(names))
    if organization is not None and said:
        record(organization, ReportsRerouted(names=said[:NAMES_LENGTH]), by=by)
