"""Who has which role."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.access.actions.following import follow
from turnout.incidents.access.events import RoleAssigned, RoleEnded
from turnout.incidents.access.keepers import is_keeper
from turnout.incidents.access.members import may_let_in, refuse_letting_in
from turnout.incidents.definitions.models import Role
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import UNCHECKED, compare, lock, touch
from turnout.incidents.incident.models import Access, Incident, RoleAssignment
from turnout.incidents.incident.own_case import ids_with_borrowed_sight, refuse_own_case


@transaction.atomic
def assign_role(
    incident: Incident, role: Role, person: Person, *, by: Person | None, was: Any = UNCHECKED
) -> RoleAssignment:
    """Give a role to someone, taking it from its present holder. They follow the incident from now on.

    Whom it is about neither leads it nor says who does.
    was  the id of the holder the caller saw (None: nobody); raises ChangedMeanwhile if it is another by now
    """
    incident = lock(incident)
    if not person.is_active:
        raise NotPossible(_("%(name)s is no longer here. Choose someone else.") % {"name": person.name})
    if incident.parent and person.pk not in incident.seen_by([person], openly=True):
        raise NotPossible(
            _("%(name)s can't see %(reference)s yet, which this is part of. Let them in there first.")
            % {"name": person.name, "reference": incident.parent.reference}
        )
    if role.is_lead:
        refuse_own_case(incident, person)
        refuse_own_case(incident, by)
    _refuse_borrowed_sight(incident, person, by)
    refuse_letting_in(incident, person, by=by)
    held = _holding(incident, role)
    compare(incident, was=was, current=held.person_id if held else None, verb=RoleAssigned.verb)
    if held and held.person_id == person.pk:
        return held
    lends = by is None or may_let_in(incident, by)  # otherwise it counts as one they took themselves
    if held:
        _end(held)
    assignment = RoleAssignment.objects.create(
        incident=incident,
        role=role,
        person=person,
        given_by=by if lends else person,
        assigned_at=clock.now(),
    )
    follow(incident, person)
    touch(incident)
    record(
        incident,
        RoleAssigned(
            role=role.name,
            role_id=role.pk,
            person=person.pk,
            was=held.person_id if held else None,
            taken=by is not None and by.pk == person.pk,
        ),
        by=by,
    )
    return assignment


@transaction.atomic
def end_role(incident: Incident, role: Role, *, by: Person | None, was: Any = UNCHECKED) -> None:
    """Nobody holds this role any more. `was` as in assign_role."""
    incident = lock(incident)
    held = _holding(incident, role)
    compare(incident, was=was, current=held.person_id if held else None, verb=RoleAssigned.verb)
    if held is None:
        return
    if role.is_lead and (by is None or by.pk != held.person_id):
        refuse_own_case(incident, by)
    if by is not None:
        _refuse_borrowed_sight(incident, by, by)
    _end(held)
    touch(incident)
    record(incident, RoleEnded(role=role.name, role_id=role.pk, person=held.person_id), by=by)


def _refuse_borrowed_sight(incident: Incident, person: Person, by: Person | None) -> None:
    """Emergency access ends after some hours; a role would make it last. Its keepers may decide that."""
    borrowing = ids_with_borrowed_sight(incident)
    borrows = by is not None and by.pk in borrowing
    if borrows or (person.pk in borrowing and not (by and is_keeper(incident, by))):
        raise NotPossible(_("Emergency access is for reading and answering. Roles are for those inside."))


def _holding(incident: Incident, role: Role) -> RoleAssignment | None:
    return RoleAssignment.objects.filter(incident=incident, role=role, ended_at__isnull=True).first()


def _end(assignment: RoleAssignment) -> None:
    """Whoever held it stays inside: who sees it is for those who look after it to decide."""
    assignment.ended_at = clock.now()
    assignment.save(update_fields=["ended_at"])
    incident = assignment.incident
    if incident.is_restricted and incident.parent_id is None:
        Access.objects.get_or_create(incident=incident, person_id=assignment.person_id)
