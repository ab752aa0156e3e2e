"""Changing one's password."""

from datetime import timedelta

from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest

from turnout.core.events.record import record
from turnout.core.people.actions.contacts import forget_unverified
from turnout.core.people.actions.owning import lock
from turnout.core.people.actions.sessions import end_sessions
from turnout.core.people.errors import NotPossible, WrongSignIn
from turnout.core.people.events import PasswordChanged
from turnout.core.people.models import Person
from turnout.core.people.passwords import weaknesses
from turnout.core.people.rates import Limit

# Somebody at an unlocked computer could otherwise guess on until the account is theirs.
TRIES = Limit("password.change", most=8, per=timedelta(minutes=15))


def change_password(request: HttpRequest, *, present: str, new: str, by: Person) -> None:
    """Set `by`'s own password, knowing the present one. Every other browser is signed out.

    Raises WrongSignIn if `present` is wrong, TooManyTries, or NotPossible if `new` is too weak.
    """
    TRIES.take(by.pk)
    if not by.check_password(present):
        raise WrongSignIn
    TRIES.forget(by.pk)
    wrong = weaknesses(new, by)
    if wrong:
        raise NotPossible(" ".join(wrong))
    _change(request, new, by)


@transaction.atomic
def _change(request: HttpRequest, new: str, by: Person) -> None:
    person = lock(by)
    person.set_password(new)
    person.save(update_fields=["password"])
    update_session_auth_hash(request, person)
    end_sessions(person, keep=request.session.session_key)
    forget_unverified(person)
    record(person, PasswordChanged(person=person.id), by=by)
