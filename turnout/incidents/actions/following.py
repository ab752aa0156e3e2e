"""Who hears of it: following, and being let into a restricted incident."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.actions.locking import lock, touch
from turnout.incidents.errors import NotPossible
from turnout.incidents.events import (
    AccessGranted,
    AccessRevoked,
    ConfidentialityChanged,
    PersonSubscribed,
    PersonUnsubscribed,
)
from turnout.incidents.models import Access, Incident, RoleAssignment, Subscription
from turnout.incidents.models.incident import OPEN, RESTRICTED


def follow(incident: Incident, person: Person) -> bool:
    """Part of another verb: this person hears of every update from now on. True if they didn't before."""
    return Subscription.objects.get_or_create(incident=incident, person=person)[1]


@transaction.atomic
def subscribe(incident: Incident, *, by: Person) -> None:
    """Hear of every update."""
    if follow(incident, by):
        record(incident, PersonSubscribed(), by=by)


@transaction.atomic
def unsubscribe(incident: Incident, *, by: Person) -> None:
    """Hear of updates no longer."""
    if Subscription.objects.filter(incident=incident, person=by).delete()[0]:
        record(incident, PersonUnsubscribed(), by=by)


@transaction.atomic
def restrict_incident(incident: Incident, *, by: Person) -> Incident:
    """Only those let in may see it: at first whoever does this and everyone who has a part in it."""
    incident = lock(incident)
    _refuse_stream(incident)
    if incident.confidentiality == RESTRICTED:
        return incident
    incident.confidentiality = RESTRICTED
    touch(incident, "confidentiality")
    inside = set(
        RoleAssignment.objects.filter(
            Q(incident=incident) | Q(incident__parent=incident), ended_at__isnull=True
        ).values_list("person", flat=True)
    ) | {by.pk}
    if incident.reporter_id:
        inside.add(incident.reporter_id)
    Access.objects.bulk_create(
        [Access(incident=incident, person_id=each) for each in inside], ignore_conflicts=True
    )
    record(incident, ConfidentialityChanged(now=RESTRICTED, let_in=len(inside)), by=by)
    return incident


@transaction.atomic
def open_incident(incident: Incident, *, by: Person) -> Incident:
    """Everyone in the organization may see it."""
    incident = lock(incident)
    _refuse_stream(incident)
    if incident.confidentiality == OPEN:
        return incident
    incident.confidentiality = OPEN
    touch(incident, "confidentiality")
    record(incident, ConfidentialityChanged(now=OPEN), by=by)
    return incident


@transaction.atomic
def grant_access(incident: Incident, person: Person, *, by: Person) -> None:
    """Let someone into a restricted incident."""
    _refuse_stream(incident)
    if Access.objects.get_or_create(incident=incident, person=person)[1]:
        record(incident, AccessGranted(person=person.pk), by=by)


@transaction.atomic
def revoke_access(incident: Incident, person: Person, *, by: Person) -> None:
    """Take someone's access away. Whoever holds a role must hand it over first."""
    if RoleAssignment.objects.filter(incident=incident, person=person, ended_at__isnull=True).exists():
        raise NotPossible(_("%(name)s holds a role here. Hand it over first.") % {"name": person.name})
    if Access.objects.filter(incident=incident, person=person).delete()[0]:
        Subscription.objects.filter(incident=incident, person=person).delete()
        record(incident, AccessRevoked(person=person.pk), by=by)


def _refuse_stream(incident: Incident) -> None:
    if incident.parent:
        raise NotPossible(
            _("Who sees a stream is decided at %(reference)s, which it is part of.")
            % {"reference": incident.parent.reference}
        )
