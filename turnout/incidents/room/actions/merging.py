"""One incident turns out to be part of another."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.definitions.lifecycles import first_status
from turnout.incidents.definitions.models import StatusCategory
from turnout.incidents.definitions.models.labels import Label
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.lifecycle import enter
from turnout.incidents.incident.actions.locking import lock, touch
from turnout.incidents.incident.events import IncidentMerged, IncidentTakenOut, IncidentTookIn
from turnout.incidents.incident.models import Incident, Subscription
from turnout.incidents.incident.own_case import refuse_own_case
from turnout.incidents.room.models import ResourceLink, Task

MOST_PARTS = 500
GOES_ON = (StatusCategory.TRIAGE, StatusCategory.LIVE, StatusCategory.PAUSED, StatusCategory.LEARNING)


@transaction.atomic
def merge_incident(incident: Incident, into: Incident, *, by: Person, note: str = "") -> Incident:
    """End this one as a part of `into`. Both keep their history; reopening takes it out again.

    Who follows this one and may see the other follows that from now on. What is still to be done moves along.
    A private one only goes into one that is private too: the other's readers would learn of it; and none goes
    where who reported it, or leads it, couldn't follow. Raises NotPossible.
    """
    incident, into = _both(incident, into)
    refuse_own_case(incident, by)
    _refuse(incident, into)
    _refuse_losing(incident, into)
    may_see = into.seen_by(incident.followers(), openly=True)
    Subscription.objects.bulk_create(
        [Subscription(incident=into, person_id=each) for each in sorted(may_see)], ignore_conflicts=True
    )
    todo = Task.objects.outstanding().filter(incident=incident)
    there = list(Task.objects.filter(incident=into, item__isnull=False).values_list("item", flat=True))
    twice = todo.filter(item__in=there)
    twice.update(dropped_at=clock.now(), begun_in=incident)  # the same checklist: once is enough
    todo.filter(begun_in__isnull=True).update(begun_in=incident)
    ResourceLink.objects.filter(incident=incident, task__in=todo).update(incident=into)
    tasks = todo.update(incident=into)
    incident.merged_into = into
    enter(
        incident,
        first_status(StatusCategory.MERGED, incident.type),
        by=by,
        meaning=IncidentMerged(into=into.number, into_id=into.pk, note=note),
    )
    touch(into)
    record(into, IncidentTookIn(number=incident.number, incident=incident.pk, tasks=tasks), by=by)
    return incident


def bring_tasks_back(incident: Incident, *, by: Person | None) -> None:
    """Part of a verb that takes this one out of another again: what it brought to do goes with it.

    incident  locked, and merged into none any more
    """
    moved = Task.objects.filter(begun_in__in=_merged_into(incident)).exclude(incident=incident)
    where = dict(moved.values_list("pk", "incident"))
    ResourceLink.objects.filter(task__in=where).update(incident=incident)
    Task.objects.filter(pk__in=where).update(incident=incident)
    own = Task.objects.filter(incident=incident, begun_in=incident)
    own.exclude(pk__in=where).update(dropped_at=None)
    own.update(begun_in=None)
    for pk in sorted(set(where.values())):
        left = IncidentTakenOut(
            number=incident.number, incident=incident.pk, tasks=list(where.values()).count(pk)
        )
        record(lock(Incident(pk=pk)), left, by=by)


def _merged_into(incident: Incident) -> set[str]:
    """Its own id and those of all that were merged into it, and into these; up to MOST_PARTS."""
    found, new = {incident.pk}, {incident.pk}
    while new and len(found) < MOST_PARTS:
        parts = Incident.objects.filter(merged_into__in=new).values_list("pk", flat=True)
        new = set(parts[:MOST_PARTS]) - found
        found |= new
    return found


def _refuse_losing(incident: Incident, into: Incident) -> None:
    """Nobody buries what another reported, or leads, by merging it where they don't see it."""
    people = {each.pk: each for each in (incident.reporter, incident.lead) if each is not None}
    seen = into.seen_by(people.values(), openly=True)
    for person in people.values():
        if person.pk not in seen:
            raise NotPossible(
                _("%(name)s can't see %(reference)s. Let them in there first, or leave this one on its own.")
                % {"name": person.name, "reference": into.reference}
            )


def _both(incident: Incident, into: Incident) -> tuple[Incident, Incident]:
    """Both as they are now, locked in one order, so that two mergers never wait for each other."""
    held = {pk: lock(Incident(pk=pk)) for pk in sorted({incident.pk, into.pk})}
    return held[incident.pk], held[into.pk]


def _refuse(incident: Incident, into: Incident) -> None:
    if incident.pk == into.pk:
        raise NotPossible(_("An incident can't be merged into itself."))
    if incident.parent_id or into.parent_id:
        raise NotPossible(_("A stream is part of an incident already and can't be merged."))
    if incident.streams.ongoing().exists():
        raise NotPossible(_("Parts of it still go on. Resolve its streams first."))
    if not incident.is_open:
        raise NotPossible(_("This is over already: it is “%(status)s”.") % {"status": incident.status.name})
    if into.category not in GOES_ON:
        raise NotPossible(
            _("%(reference)s is “%(status)s”. Choose one that goes on, or reopen it first.")
            % {"reference": into.reference, "status": into.status.name}
        )
    if incident.is_restricted and not into.is_restricted:
        raise NotPossible(
            _("This one is private and %(reference)s is open to everyone. Make both alike first.")
            % {"reference": into.reference}
        )
    if Label(incident.confidentiality).rank > Label(into.confidentiality).rank:
        raise NotPossible(
            _("More people see %(reference)s than this one. Make both alike first.")
            % {"reference": into.reference}
        )
    _refuse_loosening(incident, into)
    if into.is_discreet and not (incident.is_discreet and incident.confidentiality == into.confidentiality):
        raise NotPossible(
            _("Nobody outside must learn that %(reference)s exists. Make both alike first.")
            % {"reference": into.reference}
        )


def _refuse_loosening(incident: Incident, into: Incident) -> None:
    """What is still to be done moves along: nobody may read it there who may not read it here."""
    here, there = (set(each.exclusions.values_list("person", "team")) for each in (incident, into))
    if not here <= there:
        raise NotPossible(
            _("Somebody is kept out of this one, but not of %(reference)s. Make both alike first.")
            % {"reference": into.reference}
        )
    for mark in ("is_privileged", "no_tipping_off"):
        if getattr(incident, mark) and not getattr(into, mark):
            raise NotPossible(
                _("This one is specially marked and %(reference)s isn't. Make both alike first.")
                % {"reference": into.reference}
            )
