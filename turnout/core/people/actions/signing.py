"""Signing in."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.browsers import browser_of
from turnout.core.people.errors import NotPossible, WrongSignIn
from turnout.core.people.events import SignedIn
from turnout.core.people.models import Organization, Person
from turnout.core.people.rates import Limit

log = structlog.get_logger(__name__)

# Per address and email against guessing one password; per address against trying many people's.
# A whole office may share an address, so only failures count and the second bound is wide.
ONE_PERSON = Limit("sign-in.person", most=8, per=timedelta(minutes=15))
ONE_ADDRESS = Limit("sign-in.address", most=100, per=timedelta(minutes=15))


def sign_in(request: HttpRequest, email: str, password: str) -> Person:
    """Sign in with a password.

    Raises WrongSignIn, the same and after the same work whether the address is unknown, the person was
    deactivated or the password is wrong; TooManyTries before looking at any of it.
    """
    address, email = request.META.get("REMOTE_ADDR", ""), email.strip().lower()
    ONE_ADDRESS.take(address)
    ONE_PERSON.take(address, email)
    person = authenticate(request, username=email, password=password)  # runs the hasher in every case
    if not isinstance(person, Person):
        log.info("sign-in refused")
        raise WrongSignIn
    ONE_ADDRESS.give_back(address)
    ONE_PERSON.forget(address, email)
    start_session(request, person, how="password")
    return person


def sign_in_as(request: HttpRequest, person: Person) -> None:
    """In the demo, and only there, anyone may be anyone."""
    if not is_demo():
        raise NotPossible(_("Choosing who to be is for the demo only."))
    if not person.is_active:
        raise NotPossible(_("%(name)s is deactivated. Choose someone else.") % {"name": person.name})
    start_session(request, person, how="demo")


def is_demo() -> bool:
    organization = Organization.get() if settings.DEMO else None
    return organization is not None and organization.is_demo


@transaction.atomic
def start_session(request: HttpRequest, person: Person, *, how: str) -> None:
    """A new session for this browser, whatever it had before."""
    login(request, person)
    browser = browser_of(request.headers.get("User-Agent", ""))
    request.session["browser"] = browser
    record(person, SignedIn(person=person.id, how=how, browser=browser), by=person)


def sign_out(request: HttpRequest) -> None:
    """This browser's session is gone, with all it held."""
    logout(request)
