"""Who hears of a new incident: one answer, shown to whoever reports it and used by what sends."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import PERMISSIONS_OF, BaseRole, Permission
from turnout.incidents.events import IncidentRaised
from turnout.incidents.models import Incident, IncidentType, Severity

TRIAGE_TEAM = "Triage"
MOST = 200  # people told of one new incident


@dataclass(frozen=True)
class Hearing:
    """Some people who hear of it: who they are together, how they are told, and why they."""

    label: str
    people: tuple[Person, ...]
    how: str
    why: str


def who_hears_of_new(
    *, type: IncidentType | None, severity: Severity | None, private: bool, by: Person, quiet: bool = False
) -> list[Hearing]:
    """Who is told when `by` raises an incident like this. Nobody is woken by it, however bad it is.

    Whoever raises it isn't among them: they follow it anyway. The severity changes nothing as yet.
    """
    if quiet:
        return []
    if private or (type is not None and type.is_private):
        hearings = [_keepers(by)]
    else:
        hearings = [_triage_team(by) or _admins(by)]
    return [each for each in hearings if each.people]


def people_to_tell_of_new(incident: Incident) -> list[Person]:
    """The same answer for an incident that was raised, as people."""
    if incident.reporter is None:
        return []
    hearings = who_hears_of_new(
        type=incident.type,
        severity=incident.severity,
        private=incident.is_restricted,
        by=incident.reporter,
        quiet=_was_raised_quietly(incident),
    )
    return list({person.pk: person for hearing in hearings for person in hearing.people}.values())


def who_may_see_private() -> list[Person]:
    """Everyone who may see every private incident without being let in."""
    return list(
        Person.objects.active().filter(role__in=_roles_with(Permission.INCIDENTS_VIEW_PRIVATE))[:MOST]
    )


def _keepers(by: Person) -> Hearing:
    return Hearing(
        label=_("Keepers of private incidents"),
        people=tuple(person for person in who_may_see_private() if person.pk != by.pk),
        how=_told(),
        why=_("they may see every private incident, and someone has to look"),
    )


def _triage_team(by: Person) -> Hearing | None:
    team = Team.objects.filter(name=TRIAGE_TEAM).first()
    members = team.members.filter(is_active=True).exclude(pk=by.pk)[:MOST] if team else ()
    people = tuple(person for person in members if person.may(Permission.INCIDENTS_VIEW))
    if team is None or not people:
        return None
    return Hearing(team.name, people, _told(), _("they look at every new report first"))


def _admins(by: Person) -> Hearing:
    """Admins, or owners where there are no admins: a small worry needn't reach the chief executive."""
    for role in (BaseRole.ADMIN, BaseRole.OWNER):
        people = tuple(Person.objects.active().filter(role=role).exclude(pk=by.pk)[:MOST])
        if people:
            break
    return Hearing(_("Admins"), people, _told(), _("there is no team called Triage yet, so they look first"))


def _told() -> str:
    return _("in Turnout, and by e-mail if they want that")


def _roles_with(permission: Permission) -> list[str]:
    return [role for role, permissions in PERMISSIONS_OF.items() if permission in permissions]


def _was_raised_quietly(incident: Incident) -> bool:
    raised = RecordedEvent.objects.filter(subject_id=incident.pk, verb=IncidentRaised.verb).first()
    return raised is not None and bool(raised.event.quiet)
