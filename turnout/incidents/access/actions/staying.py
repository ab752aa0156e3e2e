"""Joining a team that is kept out never keeps out who is inside already, and those inside hear of it."""

from django.db import transaction
from django.db.models import Q

from turnout.core.people.models import Person, Team
from turnout.incidents.access.actions.naming import record_where_it_may
from turnout.incidents.access.events import KeptOutTeamJoined
from turnout.incidents.access.members import is_kept_out
from turnout.incidents.incident.models import Access, Exclusion, Incident, RoleAssignment, StaysIn


@transaction.atomic
def stay_in_when_joining(team: Team, person: Person, by: Person | None) -> None:
    """Who holds a role, reported it with their name or was let in by name stays in."""
    for kept_out in Exclusion.objects.filter(team=team).select_related("incident").order_by("incident"):
        incident = kept_out.incident
        if is_inside_by_name(incident, person) and not is_kept_out(incident, person):
            StaysIn.objects.get_or_create(exclusion=kept_out, person=person)
            joined = KeptOutTeamJoined(person=person.pk, team=team.name, team_id=team.pk)
            record_where_it_may(incident, joined, by=by)


def is_inside_by_name(incident: Incident, person: Person) -> bool:
    """Whether they have a part in it, or in a stream of it, that everyone inside may know of."""
    if incident.reporter_id == person.pk:
        return True
    here = Q(incident=incident) | Q(incident__parent=incident)
    if RoleAssignment.objects.filter(here, person=person, ended_at__isnull=True).exists():
        return True
    return Access.objects.present().filter(incident=incident, person=person).exists()
