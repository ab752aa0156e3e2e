"""Signing browsers out from elsewhere."""

from django.db import transaction

from turnout.core.events.record import record
from turnout.core.people.events import SessionsEnded
from turnout.core.people.models import Person, Session


def end_sessions(person: Person, *, keep: str | None = None) -> int:
    """Part of a verb: every session of this person but `keep` is over at its next request."""
    return Session.objects.filter(person=person).exclude(pk=keep or "").delete()[0]


@transaction.atomic
def end_session(session: Session, *, by: Person) -> None:
    """This browser is signed out."""
    person = session.person
    if person and Session.objects.filter(pk=session.pk).delete()[0]:
        record(person, SessionsEnded(person=person.id, count=1), by=by)


@transaction.atomic
def end_other_sessions(person: Person, *, keep: str | None, by: Person) -> int:
    """Every browser but the one with the session key `keep` is signed out; answers how many those were."""
    count = end_sessions(person, keep=keep)
    if count:
        record(person, SessionsEnded(person=person.id, count=count), by=by)
    return count
