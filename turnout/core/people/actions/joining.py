"""How somebody joins, or gets back in: by a link that works once, for a week."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.actions.contacts import forget_unverified, refuse_anothers_address
from turnout.core.people.actions.founding import add_person
from turnout.core.people.actions.naming import RENAMED, note_rename, refuse_taken, rename
from turnout.core.people.actions.owning import lock, refuse_making_owner, refuse_touching_owner
from turnout.core.people.actions.sessions import end_sessions
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import AccessRenewed, InvitationAccepted, InvitationWithdrawn, PersonInvited
from turnout.core.people.keys import digest_of, new_key
from turnout.core.people.models import INVITATION_LASTS, Invitation, Organization, Person
from turnout.core.people.names import tidy
from turnout.core.people.passwords import weaknesses
from turnout.core.people.permissions import Permission


@transaction.atomic
def invite_person(*, email: str, name: str = "", role: str, by: Person) -> tuple[Invitation, str]:
    """Invite somebody; answers the invitation and the key of its link, which is kept nowhere.

    An earlier invitation of the same address stops working.
    """
    email = email.strip().lower()
    refuse_making_owner(role, by=by)
    known = Person.objects.filter(email=email).first()
    if known and known.is_active:
        raise NotPossible(_("%(name)s is already here.") % {"name": known.name})
    if known:
        raise NotPossible(
            _("%(name)s used to be here. Reactivate them on their page.") % {"name": known.name}
        )
    refuse_anothers_address(email)
    if tidy(name):
        refuse_taken(tidy(name))
    invitation, key = _make_link(email=email, name=tidy(name), role=role, person=None, by=by)
    record(invitation, PersonInvited(email=email, role=role), by=by)
    return invitation, key


@transaction.atomic
def renew_access(person: Person, *, by: Person) -> tuple[Invitation, str]:
    """A link with which somebody who is here chooses a new password: forgotten, lost, or never had one."""
    person = lock(person)
    refuse_touching_owner(person, by=by)
    if not person.is_active:
        raise NotPossible(_("%(name)s is deactivated. Reactivate them first.") % {"name": person.name})
    invitation, key = _make_link(email=person.email, name=person.name, role=person.role, person=person, by=by)
    record(person, AccessRenewed(person=person.id), by=by)
    return invitation, key


def _make_link(
    *, email: str, name: str, role: str, person: Person | None, by: Person
) -> tuple[Invitation, str]:
    now = clock.now()
    Invitation.objects.open().filter(email=email).update(withdrawn_at=now)
    key = new_key()
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        role=role,
        person=person,
        digest=digest_of(key),
        invited_by=by,
        created_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    return invitation, key


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Person) -> None:
    """The link stops working. Nothing happens if it was used or withdrawn before."""
    if Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=clock.now()):
        record(invitation, InvitationWithdrawn(email=invitation.email), by=by)


def find_invitation(key: str) -> Invitation | None:
    """The invitation this key opens, if it still does."""
    invitation = (
        Invitation.objects.open().filter(digest=digest_of(key)).select_related("invited_by", "person").first()
    )
    return invitation if invitation and _is_still_meant(invitation) else None


def _is_still_meant(invitation: Invitation) -> bool:
    """Its creator could still create it today, and it grants no more than it was created for."""
    if not invitation.invited_by.may(Permission.PEOPLE_MANAGE):
        return False
    person = invitation.person
    return person is None or (person.is_active and person.role == invitation.role)


@transaction.atomic
def accept_invitation(key: str, *, name: str, password: str, timezone: str) -> Person:
    """Join, or come back in, with a name, password and time zone of one's own. Works once."""
    # Locked first: of two tries at the same moment the second finds the link used.
    Invitation.objects.select_for_update(no_key=True).filter(digest=digest_of(key)).first()
    invitation = find_invitation(key)
    if invitation is None:
        raise NotPossible(_("This link no longer works. Ask whoever invited you for a new one."))
    person = lock(invitation.person) if invitation.person else Person(email=invitation.email)
    was, person.name = person.name, tidy(name) or invitation.name
    wrong = weaknesses(password, person)
    if wrong or not person.name:
        raise NotPossible(" ".join(wrong) or _("What should we call you?"))
    if invitation.person:
        _set_anew(person, was, password, timezone)
    else:
        if Person.objects.filter(email=invitation.email).exists():
            raise NotPossible(_("You already have an account. Sign in with your password."))
        person = _add(invitation, person.name, password, timezone)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=clock.now())
    record(person, InvitationAccepted(person=person.id), by=person)
    return person


def _add(invitation: Invitation, name: str, password: str, timezone: str) -> Person:
    return add_person(
        name=name,
        email=invitation.email,
        role=invitation.role,
        password=password,
        timezone=timezone or _zone_here(),
        by=invitation.invited_by,
    )


def _set_anew(person: Person, was: str, password: str, timezone: str) -> None:
    name, person.name = person.name, was
    person.set_password(password)
    person.timezone = timezone or person.timezone
    if name != was:
        refuse_taken(name, but=person)
        rename(person, name)
        note_rename(person, was, by=person)
    person.save(update_fields=[*RENAMED, "password", "timezone"])
    forget_unverified(person)
    end_sessions(person)


def _zone_here() -> str:
    organization = Organization.get()
    return organization.timezone if organization else "UTC"
