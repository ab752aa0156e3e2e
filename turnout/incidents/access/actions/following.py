"""Following an incident, and being let into one that isn't open."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.access.events import AccessGranted, AccessRevoked, PersonSubscribed, PersonUnsubscribed
from turnout.incidents.access.keepers import is_keeper, refuse_too_few_keepers, refuse_unless_keeper
from turnout.incidents.access.members import (
    refuse_letting_in,
    refuse_stream,
    refuse_unless_may_let_in,
    refuse_where_all_are_in,
)
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import Access, Incident, RoleAssignment, Subscription
from turnout.incidents.incident.own_case import refuse_own_case
from turnout.incidents.incident.unnamed import follow_unnamed


def follow(incident: Incident, person: Person) -> bool:
    """Part of another verb: this person follows from now on. True if they didn't before."""
    if follow_unnamed(incident, person, True):
        return False
    return Subscription.objects.get_or_create(incident=incident, person=person)[1]


@transaction.atomic
def subscribe(incident: Incident, *, by: Person) -> None:
    """Follow: be told about every update."""
    if follow(incident, by):
        record(incident, PersonSubscribed(), by=by)


@transaction.atomic
def unsubscribe(incident: Incident, *, by: Person) -> None:
    """Stop following."""
    follow_unnamed(incident, by, False)
    if Subscription.objects.filter(incident=incident, person=by).delete()[0]:
        record(incident, PersonUnsubscribed(), by=by)


@transaction.atomic
def grant_access(incident: Incident, person: Person, *, by: Person | None) -> None:
    """Let someone into an incident that isn't open, by name: also one who sees it by a team until now."""
    incident = lock(incident)
    refuse_stream(incident)
    refuse_unless_may_let_in(incident, by)
    refuse_where_all_are_in(incident)
    refuse_letting_in(incident, person, by=by)
    if Access.objects.get_or_create(incident=incident, person=person)[1]:
        record(incident, AccessGranted(person=person.pk), by=by)


@transaction.atomic
def revoke_access(incident: Incident, person: Person, *, by: Person | None) -> None:
    """Somebody whom one let in no longer sees it; they are told, and by whom. It can be given again.

    Raises NotPossible for who looks after it, and for a role holder, who must hand over first.
    """
    incident = lock(incident)
    refuse_own_case(incident, by)
    refuse_unless_keeper(incident, by)
    if is_keeper(incident, person) and (by is None or person.pk != by.pk):
        raise NotPossible(
            _("%(name)s looks after this, too. Two others have to decide that first.") % {"name": person.name}
        )
    if RoleAssignment.objects.filter(incident=incident, person=person, ended_at__isnull=True).exists():
        raise NotPossible(_("%(name)s holds a role here. Hand it over first.") % {"name": person.name})
    if Access.objects.filter(incident=incident, person=person).delete()[0]:
        Subscription.objects.filter(incident=incident, person=person).delete()
        refuse_too_few_keepers(incident)
        record(incident, AccessRevoked(person=person.pk), by=by)
