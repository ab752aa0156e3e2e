"""Who looks after an incident: decides, with a second person, who sees it and what is erased."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from turnout.core.people.acting import is_turnout
from turnout.core.people.models import Person
from turnout.core.people.permissions import PERMISSIONS_OF, Permission
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Incident, Keeper
from turnout.incidents.incident.own_case import ids_concerned, ids_with_borrowed_sight

FEWEST = 2  # keepers of one that isn't open, wherever the organization has so many
MOST = 100  # of one incident
PRIVATE_VIEWER_ROLES = [
    role for role, allowed in PERMISSIONS_OF.items() if Permission.INCIDENTS_VIEW_PRIVATE in allowed
]


def keepers_of(incident: Incident) -> list[Person]:
    """Who looks after it: those named (by rules, by keepers), and owners unless it is sealed.

    Only who sees it lastingly, may respond, and whom it isn't about. Where one that isn't open has fewer than
    FEWEST of them, its named reporter is one, too. Of a workstream: those of the whole.
    """
    whole = incident.parent or incident
    named = Q(pk__in=Keeper.objects.filter(incident=whole).values("person"))
    if not whole.is_sealed:
        named |= Q(role__in=PRIVATE_VIEWER_ROLES)
    if whole.is_restricted and whole.reporter_id:
        named |= Q(pk=whole.reporter_id)
    concerned = ids_concerned(whole)
    found = [
        person
        for person in Person.objects.active().filter(named).order_by("folded", "pk")[: 2 * MOST]
        if person.pk not in concerned and person.may(Permission.INCIDENTS_RESPOND)
    ]
    inside = whole.seen_by(found, openly=True) - ids_with_borrowed_sight(whole)
    found = [person for person in found if person.pk in inside][:MOST]
    others = [person for person in found if person.pk != whole.reporter_id or _is_named(whole, person)]
    return others if len(others) >= FEWEST else found


def _is_named(incident: Incident, person: Person) -> bool:
    is_owner = person.may(Permission.INCIDENTS_VIEW_PRIVATE) and not incident.is_sealed
    return is_owner or Keeper.objects.filter(incident=incident, person=person).exists()


def is_keeper(incident: Incident, person: Person) -> bool:
    return any(each.pk == person.pk for each in keepers_of(incident))


def refuse_unless_keeper(incident: Incident, by: Person | None) -> None:
    """Raises NotPossible. Turnout itself may; what is no person keeps nothing."""
    if not is_turnout(by) and (by is None or not is_keeper(incident, by)):
        raise NotPossible(_("Only those who look after this one decide that."))


def refuse_too_few_keepers(incident: Incident) -> None:
    """The one guard of every verb that takes somebody out, asked after the change: raises NotPossible where
    one that isn't open would be left with fewer than FEWEST keepers, or those there are in all if fewer."""
    fresh = Incident.objects.get(pk=incident.parent_id or incident.pk)
    if fresh.is_restricted and len(keepers_of(fresh)) < min(FEWEST, _possible(fresh)):
        raise NotPossible(_("Two people have to look after this one. Add someone who does first."))


def _possible(incident: Incident) -> int:
    """How many could look after it at all: in a team of one, one is enough."""
    concerned = ids_concerned(incident)
    able = Person.objects.active().exclude(pk__in=concerned).exclude(role="viewer")
    return len(able.values_list("pk", flat=True)[:FEWEST])


def named_keepers(incident: Incident) -> QuerySet[Keeper]:
    """The rows, with whom and by whom, for those who look after it."""
    rows = Keeper.objects.filter(incident=incident.parent_id or incident.pk)
    return rows.select_related("person", "named_by").order_by("person__folded", "pk")
