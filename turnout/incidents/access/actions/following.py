"""Following an incident, and being let into one that isn't open."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.access.events import AccessGranted, AccessRevoked, PersonSubscribed, PersonUnsubscribed
from turnout.incidents.access.members import (
    refuse_letting_in,
    refuse_stream,
    refuse_unless_may_let_in,
    refuse_where_all_are_in,
)
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import Access, Incident, RoleAssignment, Subscription
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
def grant_access(incident: Incident, person: Person, *, by: Person) -> None:
    """Let someone into an incident that isn't open, by name: also one who sees it by a team until now."""
    incident = lock(incident)
    refuse_stream(incident)
    refuse_unless_may_let_in(incident, by)
    refuse_where_all_are_in(incident)
    refuse_letting_in(incident, person, by=by)
    if Access.objects.get_or_create(incident=incident, person=person)[1]:
        record(incident, AccessGranted(person=person.pk), by=by)


@transaction.atomic
def revoke_access(incident: Incident, person: Person, *, by: Person) -> None:
    """Remove someone's access. A role holder must hand over their role first."""
    refuse_unless_may_let_in(incident, by)
    if RoleAssignment.objects.filter(incident=incident, person=person, ended_at__isnull=True).exists():
        raise NotPossible(_("%(name)s holds a role here. Hand it over first.") % {"name": person.name})
    if Access.objects.filter(incident=incident, person=person).delete()[0]:
        Subscription.objects.filter(incident=incident, person=person).delete()
        record(incident, AccessRevoked(person=person.pk), by=by)
