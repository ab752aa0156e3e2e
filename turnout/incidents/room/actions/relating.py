"""Relating two incidents to each other."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.events import IncidentsRelated, IncidentsUnrelated
from turnout.incidents.room.models import Relation
from turnout.incidents.room.relations import MOST, relations_of

WHY_LENGTH = 200


@transaction.atomic
def relate_incidents(incident: Incident, other: Incident, *, why: str = "", by: Person) -> Relation:
    """Relate these two. Each shows the other to those who may see both.

    Doing it again changes the reason. Raises NotPossible.
    """
    why = " ".join(why.split())
    if incident.pk == other.pk:
        raise NotPossible(_("An incident isn't related to itself."))
    if len(why) > WHY_LENGTH:
        raise NotPossible(_("Up to %(most)s characters.") % {"most": WHY_LENGTH})
    one, two = sorted((incident.pk, other.pk))
    relation, new = Relation.objects.get_or_create(one_id=one, other_id=two, defaults={"why": why, "by": by})
    if not new and relation.why == why:
        return relation
    if new and any(relations_of(each).count() > MOST for each in (incident, other)):
        raise NotPossible(_("An incident has up to %(most)s related ones.") % {"most": MOST})
    relation.why = why
    relation.save(update_fields=["why"])
    for each in _told_of_it(incident, other):
        record(each, IncidentsRelated(relation=relation.pk), by=by)
    return relation


@transaction.atomic
def unrelate_incidents(incident: Incident, other: Incident, *, by: Person) -> None:
    """Remove the relation."""
    one, two = sorted((incident.pk, other.pk))
    relation = Relation.objects.filter(one_id=one, other_id=two).first()
    if relation is None:
        return
    for each in _told_of_it(incident, other):
        record(each, IncidentsUnrelated(relation=relation.pk), by=by)
    relation.delete()


def _told_of_it(incident: Incident, other: Incident) -> list[Incident]:
    """Those of the two whose log says so: not one whose readers would learn that something is hidden."""
    pairs = sorted(((incident, other), (other, incident)), key=lambda pair: pair[0].pk)  # one order of locks
    return [each for each, its in pairs if each.is_discreet or not its.is_discreet]
