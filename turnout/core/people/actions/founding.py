"""Setting up the organization and its people."""

from django.db import IntegrityError, transaction

from turnout.core.events.record import record
from turnout.core.people.actions.contacts import first_contact_method
from turnout.core.people.actions.naming import refuse_taken
from turnout.core.people.events import OrganizationFounded, PersonAdded
from turnout.core.people.models import Organization, Person
from turnout.core.people.names import tidy
from turnout.core.people.permissions import BaseRole


class AlreadyFounded(Exception):
    """There is an organization here already."""


@transaction.atomic
def found_organization(
    *, name: str, timezone: str, owner_name: str, email: str, password: str | None, is_demo: bool = False
) -> Person:
    """Make the organization and its first owner; answers the owner."""
    try:
        with transaction.atomic():
            organization = Organization.objects.create(name=tidy(name), timezone=timezone, is_demo=is_demo)
    except IntegrityError:
        raise AlreadyFounded from None
    owner = add_person(
        name=owner_name, email=email, password=password, role=BaseRole.OWNER, timezone=timezone, by=None
    )
    record(organization, OrganizationFounded(), by=owner)
    return owner


@transaction.atomic
def add_person(
    *,
    name: str,
    email: str,
    role: str,
    by: Person | None,
    password: str | None = None,
    title: str = "",
    timezone: str = "UTC",
) -> Person:
    """Add someone. Without a password they can't sign in until they set one by an invitation link.

    Raises NotPossible for a name that would be taken for somebody else's here.
    """
    person = Person(
        name=tidy(name), email=email.strip().lower(), role=role, title=tidy(title), timezone=timezone
    )
    refuse_taken(person.name)
    if password is None:
        person.set_unusable_password()
    else:
        person.set_password(password)
    person.save(force_insert=True)
    first_contact_method(person)
    record(person, PersonAdded(person=person.id), by=by)
    return person
