"""Who is told when an account changes: the person, at the address they sign in with, whoever did it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.events.types import who_did
from turnout.core.notify import notices
from turnout.core.notify.actions.tell import tell
from turnout.core.people.events import (
    BaseRoleChanged,
    ContactMethodSwitched,
    ContactMethodVerified,
    InvitationWithdrawn,
    NameChanged,
    PersonDeactivated,
)
from turnout.core.people.models import ApiKey, Invitation, Organization, Person

MOST_KEYS = 20  # named in one notice


def _who(event: RecordedEvent) -> str:
    return who_did(event, {event.actor.pk: event.actor.name} if event.actor else {})


@reacts_to(NameChanged)
def tell_who_is_called_something_else(event: RecordedEvent) -> None:
    """Whoever changed the name, also if it was they themselves: somebody else may sit at their computer."""
    person = Person.objects.filter(pk=event.subject_id).first()
    if person is None:
        return
    said, who = event.event, _who(event)
    tell(
        [person],
        notices.ACCOUNT,
        about=None,
        subject=person,
        title=lambda: _("%(who)s changed your name to %(name)s") % {"who": who, "name": said.now},
        body=lambda: (
            _("It was %(name)s. If that wasn't meant, tell an admin: they can set it back.")
            % {"name": said.was}
        ),
        path=f"/people/{person.pk}/",
        at_home=True,
    )


@reacts_to(ContactMethodVerified, ContactMethodSwitched)
def tell_whose_notifications_go_elsewhere(event: RecordedEvent) -> None:
    """Otherwise somebody at their computer could have all that reaches them go elsewhere, unnoticed."""
    person = Person.objects.filter(pk=event.subject_id).first()
    if person is None:
        return
    tell(
        [person],
        notices.ACCOUNT,
        about=None,
        subject=person,
        title=lambda: _("Where notifications reach you was changed"),
        body=lambda: _(
            "An address or device was verified, or switched on or off. If that wasn't you, choose a new "
            "password and look at your profile."
        ),
        path="/profile/contacts/",
        at_home=True,
    )


@reacts_to(InvitationWithdrawn)
def tell_who_had_invited(event: RecordedEvent) -> None:
    """Who made the invitation hears that somebody else withdrew it."""
    made = Invitation.objects.select_related("invited_by").filter(pk=event.subject_id).first()
    organization = Organization.get()
    if made is None or organization is None:
        return
    names = {"who": _who(event), "name": made.name}
    tell(
        [made.invited_by],
        notices.INVITATION,
        about=event,
        subject=organization,
        title=lambda: (
            _("%(who)s withdrew your invitation for %(name)s") % names
            if names["name"]
            else _("%(who)s withdrew an invitation of yours") % names
        ),
        path="/people/",
    )


@reacts_to(PersonDeactivated, BaseRoleChanged)
def tell_owners_whose_keys_are_nobodys(event: RecordedEvent) -> None:
    """An API key goes on without whoever made it: owners hear for which nobody answers any more."""
    person, organization = Person.objects.filter(pk=event.subject_id).first(), Organization.get()
    if person is None or organization is None:
        return
    theirs = ApiKey.objects.live().filter(Q(created_by=person) | Q(answered_by=person))
    orphaned = [
        each.name for each in theirs.select_related("created_by", "answered_by") if not each.answering
    ]
    if not orphaned:
        return
    names = {"person": person.name, "keys": ", ".join(orphaned[:MOST_KEYS])}
    tell(
        list(Person.objects.owners()),
        notices.KEY_LEFT,
        about=None,  # who took them out hears it, too
        subject=organization,
        title=lambda: _("Nobody answers for API keys that %(person)s made") % names,
        body=lambda: _("%(keys)s. They still work: rotate them, or revoke those nobody needs.") % names,
        path="/settings/api-keys/",
    )
