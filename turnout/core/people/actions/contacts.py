"""Adding ways to reach a person, showing that they are theirs, and taking them away."""

import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import (
    ContactMethodAdded,
    ContactMethodRemoved,
    ContactMethodSwitched,
    ContactMethodVerified,
)
from turnout.core.people.models import ADDRESS, ContactMethod, Person
from turnout.core.people.rates import Limit

MOST = 10  # of one person
CODE_LASTS = timedelta(minutes=15)
MOST_TRIES = 5  # with one code
CODES = Limit("contact.code", most=5, per=timedelta(hours=1))  # to one person's methods: each is a message


def first_contact_method(person: Person) -> ContactMethod:
    """Part of adding a person: the address they sign in with. Raises NotPossible where somebody else showed
    that it is theirs: the link of an invitation shows that of nobody, for who made it has it, too."""
    refuse_anothers_address(person.email)
    return ContactMethod.objects.create(
        person=person, kind=ADDRESS, value=person.email, verified_at=clock.now()
    )


def refuse_anothers_address(email: str) -> None:
    """Raises NotPossible where somebody here is reached at this address, whichever they sign in with."""
    if ContactMethod.objects.verified().filter(kind=ADDRESS, value=email).exists():
        raise NotPossible(_("Someone else here uses that address already."))


def forget_unverified(person: Person) -> None:
    """Part of choosing a new password: what waits for a code may have been put there by somebody else."""
    for method in ContactMethod.objects.filter(person=person, verified_at__isnull=True):
        remove_contact_method(method, by=person)


@transaction.atomic
def add_contact_method(person: Person, kind: str, value: str, *, by: Person) -> ContactMethod:
    """Note a way to reach somebody, as its channel writes it. It counts once it is verified."""
    mine = ContactMethod.objects.select_for_update(no_key=True).filter(person=person)
    if mine.filter(kind=kind, value=value).exists():
        raise NotPossible(_("That's in your list already."))
    if mine.count() >= MOST:
        raise NotPossible(_("You have %(most)s of them. Remove one first.") % {"most": MOST})
    method = ContactMethod.objects.create(person=person, kind=kind, value=value)
    record(person, ContactMethodAdded(person=person.id, kind=kind), by=by)
    return method


@transaction.atomic
def new_code(method: ContactMethod, *, by: Person) -> str:
    """A code to be sent to it; an earlier one stops working. Raises TooManyTries."""
    CODES.take(method.person_id)
    code = f"{secrets.randbelow(10**6):06}"
    method.code, method.code_tries = _digest(method, code), 0
    method.code_expires_at = clock.now() + CODE_LASTS
    method.save(update_fields=["code", "code_tries", "code_expires_at"])
    return code


def verify_contact_method(method: ContactMethod, code: str, *, by: Person) -> ContactMethod:
    """Show that it is theirs, by the code that was sent there. Raises NotPossible; the try counts even so."""
    if not _tries(method, code.strip().replace(" ", "")):
        raise NotPossible(_("That isn't the code we sent last. Look again, or ask for a new one."))
    return _verified(method, by)


@transaction.atomic
def _tries(method: ContactMethod, code: str) -> bool:
    """Whether this is the code, counted before it is looked at: tries at the same moment count each."""
    row = ContactMethod.objects.select_for_update(no_key=True).get(pk=method.pk)
    is_open = bool(row.code) and row.code_expires_at is not None and row.code_expires_at > clock.now()
    if not is_open or row.code_tries >= MOST_TRIES:
        return False
    row.code_tries += 1
    is_right = constant_time_compare(row.code, _digest(row, code))
    if is_right or row.code_tries >= MOST_TRIES:
        row.code = ""
    row.save(update_fields=["code_tries", "code"])
    return is_right


@transaction.atomic
def _verified(method: ContactMethod, by: Person) -> ContactMethod:
    method.verified_at, method.code = clock.now(), ""
    taken = NotPossible(_("Someone else here uses that address already."))
    others = Person.objects.filter(email=method.value).exclude(pk=method.person_id)
    if method.kind == ADDRESS and others.exists():
        raise taken
    try:
        with transaction.atomic():
            method.save(update_fields=["verified_at", "code"])
    except IntegrityError:
        raise taken from None
    record(method.person, ContactMethodVerified(person=method.person.id, kind=method.kind), by=by)
    return method


@transaction.atomic
def use_contact_method(method: ContactMethod, *, used: bool, by: Person) -> None:
    """Whether notifications go there."""
    if not ContactMethod.objects.filter(pk=method.pk).exclude(is_used=used).update(is_used=used):
        return
    record(
        method.person, ContactMethodSwitched(person=method.person.id, kind=method.kind, is_used=used), by=by
    )


@transaction.atomic
def remove_contact_method(method: ContactMethod, *, by: Person | None) -> None:
    """It's forgotten. The address somebody signs in with stays."""
    if method.is_for_signing_in():
        raise NotPossible(_("You sign in with this address. Turn it off instead."))
    if ContactMethod.objects.filter(pk=method.pk).delete()[0]:
        record(method.person, ContactMethodRemoved(person=method.person.id, kind=method.kind), by=by)


def _digest(method: ContactMethod, code: str) -> str:
    return salted_hmac("people.contact", f"{method.pk}\n{code}", algorithm="sha256").hexdigest()
