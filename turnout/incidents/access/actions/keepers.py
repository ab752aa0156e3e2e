"""Who looks after an incident (named, stepping down, coming in), and whom it is about."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.access.events import ConcernSaid, KeeperLeft, KeeperNamed, KeepersCameIn
from turnout.incidents.access.keepers import (
    FEWEST,
    MOST,
    keepers_of,
    refuse_too_few_keepers,
    refuse_unless_keeper,
)
from turnout.incidents.access.members import is_kept_out, refuse_stream, unconcerned
from turnout.incidents.access.proposals import refuse_alone, second_person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import Access, Concerned, Incident, Keeper
from turnout.incidents.incident.own_case import ids_concerned, is_about, not_theirs, refuse_own_case

MOST_CONCERNED = 5  # people a report is about


@transaction.atomic
def name_keeper(incident: Incident, person: Person, *, by: Person | None) -> None:
    """Ask somebody to look after it, too; they are let in. One keeper does this alone: it adds eyes.

    Raises NotPossible for who is kept out, can't respond, or doesn't decide in it.
    """
    incident = lock(incident)
    refuse_stream(incident)
    refuse_own_case(incident, by)
    refuse_unless_keeper(incident, by)
    if is_about(incident, person) or is_kept_out(incident, person):
        raise NotPossible(not_theirs())
    if not person.is_active or not person.may(Permission.INCIDENTS_RESPOND):
        raise NotPossible(
            _("%(name)s can't respond to incidents. Choose someone who can.") % {"name": person.name}
        )
    if Keeper.objects.filter(incident=incident).count() >= MOST:
        raise NotPossible(_("Enough people look after this one already."))
    if Keeper.objects.get_or_create(incident=incident, person=person, defaults={"named_by": by})[1]:
        if incident.is_restricted:
            Access.objects.update_or_create(incident=incident, person=person, defaults={"until": None})
        record(incident, KeeperNamed(person=person.pk), by=by)


@transaction.atomic
def step_down(incident: Incident, *, by: Person) -> None:
    """Look after it no longer. One stays inside. Raises NotPossible where too few would be left."""
    incident = lock(incident)
    if Keeper.objects.filter(incident=incident, person=by).delete()[0]:
        refuse_too_few_keepers(incident)
        record(incident, KeeperLeft(person=by.pk), by=by)


@transaction.atomic
def remove_keeper(incident: Incident, person: Person, *, by: Person) -> None:
    """Somebody else no longer looks after it. Takes two; they are told."""
    incident = lock(incident)
    refuse_own_case(incident, by)
    refuse_unless_keeper(incident, by)
    refuse_alone(by)
    if Keeper.objects.filter(incident=incident, person=person).delete()[0]:
        refuse_too_few_keepers(incident)
        record(incident, KeeperLeft(person=person.pk, second=second_person()), by=by)


def bring_in_keepers(incident: Incident, people: Iterable[Person]) -> None:
    """Part of a verb: whom rules name look after it from now on, and are let in."""
    concerned = ids_concerned(incident)
    able = (each for each in people if each.may(Permission.INCIDENTS_RESPOND))
    newly = [each for each in able if each.pk not in concerned][:MOST]
    Access.objects.bulk_create(
        [Access(incident=incident, person=each) for each in newly], ignore_conflicts=True
    )
    Keeper.objects.bulk_create(
        [Keeper(incident=incident, person=each) for each in newly], ignore_conflicts=True
    )


def bring_in_owners(incident: Incident) -> None:
    """Part of a verb: where fewer than FEWEST look after one that isn't open, owners come in who aren't
    kept out and whom it isn't about."""
    if not incident.is_restricted or incident.parent_id:
        return
    inside = keepers_of(incident)
    if len(inside) >= FEWEST:
        return
    owners = unconcerned(incident, Person.objects.owners()[:MOST])
    newly = [each for each in owners if each not in inside]
    if newly:
        bring_in_keepers(incident, newly)
        record(incident, KeepersCameIn(people=tuple(each.pk for each in newly)), by=None)


def note_concerned(incident: Incident, people: Collection[Person]) -> None:
    """Part of raising: whom it is about, as the report says."""
    Concerned.objects.bulk_create([Concerned(incident=incident, person=each) for each in people])


@transaction.atomic
def say_whom_it_is_about(incident: Incident, people: Collection[Person], *, by: Person) -> None:
    """As one who looks after it, say whom it is about: they decide nothing in it. Only keepers read it.

    Naming, or no longer naming, someone takes two: it takes power from people, or gives it back.
    """
    incident = lock(incident)
    refuse_stream(incident)
    refuse_own_case(incident, by)
    refuse_unless_keeper(incident, by)
    refuse_alone(by)
    if len(people) > MOST_CONCERNED:
        raise NotPossible(_("Name up to %(most)s people.") % {"most": MOST_CONCERNED})
    now = {each.pk for each in people}
    if now == ids_concerned(incident):
        return
    Concerned.objects.filter(incident=incident).exclude(person__in=now).delete()
    Concerned.objects.bulk_create(
        [Concerned(incident=incident, person=each) for each in people], ignore_conflicts=True
    )
    Keeper.objects.filter(incident=incident, person__in=now).delete()
    refuse_too_few_keepers(incident)
    record(incident, ConcernSaid(), by=by)
