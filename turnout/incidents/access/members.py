"""Who can see an incident that isn't open, who may let others in, and what another label would change."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.people.acting import is_turnout
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import PERMISSIONS_OF, Permission
from turnout.incidents.access.keepers import (
    FEWEST,
    PRIVATE_VIEWER_ROLES,
    is_keeper,
    keepers_of,
)
from turnout.incidents.definitions.models.labels import OPEN, TEAM
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Access, Exclusion, GlassBreak, Incident, Keeper
from turnout.incidents.incident.own_case import ids_concerned, ids_with_borrowed_sight, is_about

MOST = 500  # people named at once
SEAL_BREAKERS = [
    role for role, allowed in PERMISSIONS_OF.items() if Permission.INCIDENTS_BREAK_SEAL in allowed
]


def may_let_in(incident: Incident, person: Person) -> bool:
    """Whether this person lets others in with one press; its keepers are told, and can take it back.

    Open, team: every responder who sees it. Otherwise its keepers; where it isn't sealed also its named
    reporter, and who was given a role by somebody else. Not whom it is about; not who sees it by emergency
    access alone.
    """
    if not person.may(Permission.INCIDENTS_RESPOND) or person.pk not in incident.seen_by(
        [person], openly=True
    ):
        return False
    if incident.confidentiality in (OPEN, TEAM):
        return True
    if is_keeper(incident, person):
        return True
    if incident.is_sealed or is_about(incident, person) or person.pk in ids_with_borrowed_sight(incident):
        return False
    given = any(held.person_id == person.pk != held.given_by_id for held in incident.holders)
    return given or (incident.parent or incident).reporter_id == person.pk


def may_erase(incident: Incident, person: Person) -> bool:
    """Whether this person may propose to erase something from it for good: one who looks after it."""
    return person.may(Permission.INCIDENTS_SCRUB) and is_keeper(incident, person)


def may_well_erase(incident: Incident, person: Person) -> bool:
    """The same for a menu, without asking much: whoever is led on by it is asked there."""
    if not person.may(Permission.INCIDENTS_SCRUB):
        return False
    if person.may(Permission.INCIDENTS_VIEW_PRIVATE) and not incident.is_sealed:
        return True
    whole = incident.parent_id or incident.pk
    return Keeper.objects.filter(incident=whole, person=person).exists()


def refuse_unless_may_let_in(incident: Incident, by: Person | None) -> None:
    """Raises NotPossible. Turnout itself may; what is no person lets nobody in."""
    if not is_turnout(by) and (by is None or not may_let_in(incident, by)):
        raise NotPossible(_("Only those who look after this one decide who sees it."))


def refuse_letting_in(incident: Incident, person: Person, *, by: Person | None) -> None:
    """Part of a verb that gives `person` a part in it. Raises NotPossible."""
    if not incident.is_restricted:
        return
    if is_kept_out(incident, person):
        raise NotPossible(_("%(name)s is kept out of this one.") % {"name": person.name})
    if person.pk not in incident.seen_by([person], openly=True):
        refuse_unless_may_let_in(incident, by)


def refuse_stream(incident: Incident) -> None:
    if incident.parent:
        raise NotPossible(
            _("Who sees a stream is decided at %(reference)s, which it is part of.")
            % {"reference": incident.parent.reference}
        )


def refuse_where_all_are_in(incident: Incident) -> None:
    """Raises NotPossible for an open one: who was let in before it is closed would stay, unnoticed."""
    if not incident.is_restricted:
        raise NotPossible(_("Everyone can see it already."))


def is_kept_out(incident: Incident, person: Person) -> bool:
    return Exclusion.objects.keeping_out(person).filter(incident=incident).exists()


def possible_members(incident: Incident) -> list[Person]:
    """Everyone who may see it although it isn't open, and its followers; up to MOST."""
    ids = {incident.reporter_id} | {held.person_id for held in incident.holders}
    access = Access.objects.present().filter(incident=incident)
    ids |= {each.person_id for each in access if each.person_id}
    who = Q(pk__in=ids) | Q(role__in=PRIVATE_VIEWER_ROLES) | Q(subscriptions__incident=incident)
    teams = [each.team_id for each in access if each.team_id]
    if teams:
        who |= Q(teams__in=teams)
    return list(Person.objects.active().filter(who).distinct()[:MOST])


def members_of(incident: Incident) -> list[Person]:
    """Everyone who sees an incident that isn't open."""
    people = possible_members(incident)
    inside = incident.seen_by(people, openly=True)
    return [person for person in people if person.pk in inside]


def those_who_may_let_in(incident: Incident) -> list[Person]:
    return [person for person in members_of(incident) if may_let_in(incident, person)]


@dataclass(frozen=True)
class VisibilityChange:
    """Who would keep, gain or lose sight of it with another label. `everyone`: so would all others."""

    stay: list[Person]
    gain: list[Person]
    lose: list[Person]
    everyone: str = ""  # "gain", "lose" or empty


def visibility_change(
    incident: Incident, label: str, *, teams: Iterable[Team] = (), by: Person
) -> VisibilityChange:
    """Who would see it with another label, according to the rule that really decides it."""
    teams = list(teams)
    then = copy(incident)
    then.confidentiality = label
    members = list(Person.objects.active().filter(teams__in=teams).distinct()[:MOST]) if teams else []
    people = list({person.pk: person for person in [*possible_members(incident), *members, by]}.values())
    before, after = incident.seen_by(people, openly=True), then.seen_by(people, openly=True)
    if label != OPEN:  # whoever changes it stays in; a team that is let in along with it comes in
        kept_out = {person.pk for person in people if is_kept_out(incident, person)}
        after |= {by.pk} | _owners_who_come_in(then) | ({person.pk for person in members} - kept_out)
    named = sorted(people, key=lambda person: person.folded)
    was_open, is_open = incident.confidentiality == OPEN, label == OPEN
    return VisibilityChange(
        stay=[person for person in named if person.pk in before & after],
        gain=[person for person in named if person.pk in after - before],
        lose=[person for person in named if person.pk in before - after],
        everyone="" if was_open == is_open else "lose" if was_open else "gain",
    )


def _owners_who_come_in(sealed: Incident) -> set[str]:
    """Ids of those who'd come in because too few would look after it once it is sealed."""
    if not sealed.is_sealed or len(keepers_of(sealed)) >= FEWEST:
        return set()
    return {each.pk for each in unconcerned(sealed, Person.objects.owners()[:MOST])}


def outside_eyes(incident: Incident) -> list[Person]:
    """Owners, or admins where there is no owner left, whom it isn't about and who aren't kept out: they hear
    that somebody is, and could open it in an emergency."""
    breakers = Person.objects.active().filter(role__in=SEAL_BREAKERS).order_by("folded", "pk")
    able = unconcerned(incident, breakers[:MOST])
    return [each for each in able if each.may(Permission.OWNERS_MANAGE)] or able


def unconcerned(incident: Incident, people: Iterable[Person]) -> list[Person]:
    """Those of `people` whom it isn't about, as far as its keepers know, and who aren't kept out."""
    concerned = ids_concerned(incident)
    return [each for each in people if each.pk not in concerned and not is_kept_out(incident, each)]


def seal_breaks_for(person: Person, *, most: int = 50) -> list[GlassBreak]:
    """The latest requests to open something sealed that this person made or may answer.

    None about an incident that person is kept out of: they must not learn that it is there.
    """
    if not person.may(Permission.INCIDENTS_BREAK_SEAL):
        return []
    kept_out = Exclusion.objects.keeping_out(person)
    others = GlassBreak.objects.exclude(number__in=kept_out.values("incident__number"))
    latest = (others | GlassBreak.objects.filter(asked_by=person)).select_related("asked_by", "answered_by")
    return list(latest.order_by("-asked_at", "-pk")[:most])
