"""The visibility of an incident: its label, special handling, and who is kept out."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.actions.teams import before_leaving
from turnout.core.people.models import Person, Team
from turnout.incidents.access.actions.keepers import bring_in_owners
from turnout.incidents.access.events import (
    ConfidentialityChanged,
    ExclusionLifted,
    MarksChanged,
    PersonExcluded,
    RoleEnded,
    TeamAccessRevoked,
    TeamExcluded,
    TeamLetIn,
)
from turnout.incidents.access.keepers import (
    keepers_of,
    refuse_too_few_keepers,
    refuse_unless_keeper,
)
from turnout.incidents.access.members import (
    outside_eyes,
    refuse_stream,
    refuse_unless_may_let_in,
    refuse_where_all_are_in,
)
from turnout.incidents.access.proposals import reason_given, refuse_alone, second_person
from turnout.incidents.access.taking_two import closes_to, is_closer, label_takes_two, marks_take_two
from turnout.incidents.definitions.models.labels import OPEN, Label
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import UNCHECKED, compare, lock, touch
from turnout.incidents.incident.models import (
    Access,
    Exclusion,
    Incident,
    Keeper,
    RoleAssignment,
    StaysIn,
    Subscription,
)
from turnout.incidents.incident.own_case import ids_with_borrowed_sight, refuse_own_case

MOST_TEAMS = 50  # let in, or kept out


@transaction.atomic
def change_label(
    incident: Incident, label: str, *, by: Person | None, teams: Collection[Team] = (), was: Any = UNCHECKED
) -> Incident:
    """Let more or fewer people see it. The person who does this, and everyone involved, keeps access.

    Closing what is open, or a team's, takes one press of anybody who responds; so does a keeper's opening it
    again within the hour. Opening further, and sealing, take two: TakesTwo unless a proposal is carried out.

    teams  let in along with it
    was    the label the caller saw; raises ChangedMeanwhile if it is another by now
    Raises NotPossible: for example, one with special handling or exclusions can't be opened to everyone.
    """
    incident = lock(incident)
    refuse_stream(incident)
    compare(incident, was=was, current=incident.confidentiality, verb=ConfidentialityChanged.verb)
    label = Label(label).value
    if label != incident.confidentiality:
        refuse_own_case(incident, by)
        if label_takes_two(incident, label, by=by):
            refuse_unless_keeper(incident, by)
            refuse_alone(by)
        elif is_closer(label, incident.confidentiality):
            refuse_unless_may_let_in(incident, by)
        else:
            refuse_unless_keeper(incident, by)
        if label == OPEN:
            _refuse_opening(incident)
        _set_label(incident, label, by=by)
    for team in teams if label != OPEN else ():
        grant_access_to_team(incident, team, by=by)
    return incident


def close_to_type(incident: Incident, *, by: Person | None) -> None:
    """Part of a verb that gave it another type: it is closed as `closes_to` says.

    Everyone involved, and who does this, keeps access. Raises NotPossible for whom it is about.
    """
    label = closes_to(incident, incident.type)
    if label:
        refuse_own_case(incident, by)
        _set_label(incident, label, by=by)


def _set_label(incident: Incident, label: str, *, by: Person | None) -> None:
    before, incident.confidentiality = incident.confidentiality, label
    touch(incident, "confidentiality")
    let_in = 0 if label == OPEN else _keep_in(incident, by, was_open=before == OPEN)
    said = ConfidentialityChanged(
        now=label, let_in=let_in, was=before, second=second_person(), note=reason_given()
    )
    record(incident, said, by=by)
    bring_in_owners(incident)


def _refuse_opening(incident: Incident) -> None:
    if incident.is_privileged or incident.no_tipping_off:
        raise NotPossible(_("It is specially marked. Take the marks off before everyone can see it."))
    if incident.exclusions.exists():
        raise NotPossible(
            _("Somebody is kept out of it. Let go of that first: once it is open, they can read it, too.")
        )


def _keep_in(incident: Incident, by: Person | None, *, was_open: bool) -> int:
    """Let in those who did something here while it was open, or look after it; returns how many."""
    inside = {by.pk} if by else set()
    if was_open:
        inside |= {held.person_id for held in _holders(incident)}
        inside |= {incident.reporter_id} if incident.reporter_id else set()
        inside |= set(incident.keepers.values_list("person", flat=True))
    rows = [Access(incident=incident, person_id=each) for each in sorted(inside)]
    Access.objects.bulk_create(rows, ignore_conflicts=True)
    return len(inside) if was_open else 0


@transaction.atomic
def change_marks(
    incident: Incident, *, privileged: bool, no_tipping_off: bool, by: Person | None
) -> Incident:
    """Mark it as privileged, and as one whose subject must not learn of it. Taking a mark off takes two.

    Raises NotPossible for one that everyone can see.
    """
    incident = lock(incident)
    if (privileged, no_tipping_off) == (incident.is_privileged, incident.no_tipping_off):
        return incident
    refuse_stream(incident)
    refuse_own_case(incident, by)
    refuse_unless_keeper(incident, by)
    if incident.confidentiality == OPEN:
        raise NotPossible(_("Everyone can see it. Choose who may see it first, then mark it."))
    if marks_take_two(incident, privileged=privileged, no_tipping_off=no_tipping_off):
        refuse_alone(by)
    incident.is_privileged, incident.no_tipping_off = privileged, no_tipping_off
    touch(incident, "is_privileged", "no_tipping_off")
    said = MarksChanged(
        is_privileged=privileged,
        no_tipping_off=no_tipping_off,
        second=second_person(),
        note=reason_given(),
    )
    record(incident, said, by=by)
    return incident


@transaction.atomic
def grant_access_to_team(incident: Incident, team: Team, *, by: Person | None) -> None:
    """Let a team in: all its members, now or later."""
    incident = lock(incident)
    refuse_stream(incident)
    refuse_unless_may_let_in(incident, by)
    refuse_where_all_are_in(incident)
    if Access.objects.filter(incident=incident, team__isnull=False).count() >= MOST_TEAMS:
        raise NotPossible(_("Up to %(most)s teams can be let in.") % {"most": MOST_TEAMS})
    if Access.objects.get_or_create(incident=incident, team=team)[1]:
        record(incident, TeamLetIn(team=team.name, team_id=team.pk), by=by)


@transaction.atomic
def revoke_access_of_team(incident: Incident, team: Team, *, by: Person | None) -> None:
    """A team no longer sees it, save who is inside for another reason. Those who lose sight are told.

    Raises NotPossible where somebody among them looks after it: that takes two.
    """
    incident = lock(incident)
    refuse_unless_keeper(incident, by)
    before = keepers_of(incident)
    if Access.objects.filter(incident=incident, team=team).delete()[0]:
        after = {each.pk for each in keepers_of(incident)}
        if lost := next((each for each in before if each.pk not in after and each != by), None):
            raise NotPossible(
                _("%(name)s looks after this, too. Two others have to decide that first.")
                % {"name": lost.name}
            )
        refuse_too_few_keepers(incident)
        record(incident, TeamAccessRevoked(team=team.name, team_id=team.pk), by=by)


@transaction.atomic
def exclude_person(incident: Incident, person: Person, *, by: Person | None) -> None:
    """Keep someone out for a conflict of interest: this overrides any access, and they aren't told.

    Takes two. Roles they hold here end. Raises NotPossible if it is open; for its named reporter and whoever
    is in by emergency access; and if too few would be left to look after it. Of a reporter without a name it
    is noted and keeps nothing from them, so that trying names finds nobody out.
    """
    incident = _closing(incident, by)
    if person.pk == incident.reporter_id:
        raise NotPossible(_("%(name)s reported this, and stays.") % {"name": person.name})
    _refuse_whoever_broke_the_seal(incident, {person.pk})
    if not Exclusion.objects.get_or_create(incident=incident, person=person, defaults={"by": by})[1]:
        return
    record(incident, PersonExcluded(person=person.pk, second=second_person(), note=reason_given()), by=by)
    for held in _holders(incident).filter(person=person):
        held.ended_at = clock.now()
        held.save(update_fields=["ended_at"])
        record(held.incident, RoleEnded(role=held.role.name, role_id=held.role_id, person=person.pk), by=by)
    Access.objects.filter(incident=incident, person=person).delete()
    Keeper.objects.filter(incident=incident, person=person).delete()
    Subscription.objects.filter(incident=incident, person=person).delete()
    refuse_too_few_keepers(incident)
    _refuse_shutting_the_last_door(incident)


@transaction.atomic
def exclude_team(incident: Incident, team: Team, *, by: Person | None) -> None:
    """Keep everyone in a team out, now or later. Takes two; raises NotPossible as for a person."""
    incident = _closing(incident, by)
    if Exclusion.objects.filter(incident=incident, team__isnull=False).count() >= MOST_TEAMS:
        raise NotPossible(_("Up to %(most)s teams can be kept out.") % {"most": MOST_TEAMS})
    _refuse_whoever_broke_the_seal(incident, set(team.members.values_list("pk", flat=True)))
    if Exclusion.objects.get_or_create(incident=incident, team=team, defaults={"by": by})[1]:
        Access.objects.filter(incident=incident, team=team).delete()
        said = TeamExcluded(team=team.name, team_id=team.pk, second=second_person(), note=reason_given())
        record(incident, said, by=by)
        refuse_too_few_keepers(incident)
        _refuse_shutting_the_last_door(incident)


@transaction.atomic
def lift_exclusion(exclusion: Exclusion, *, by: Person | None) -> None:
    """Stop keeping them out. It doesn't let anyone in by itself; it takes two all the same."""
    incident = lock(exclusion.incident)
    refuse_own_case(incident, by)
    refuse_unless_keeper(incident, by)
    refuse_alone(by)
    person, team = exclusion.person_id, exclusion.team
    if Exclusion.objects.filter(pk=exclusion.pk).delete()[0]:
        name, id = (team.name, team.pk) if team else ("", "")
        said = ExclusionLifted(
            person=person, team=name, team_id=id, second=second_person(), note=reason_given()
        )
        record(incident, said, by=by)


@transaction.atomic
def keep_out_who_leaves(team: Team, people: Collection[Person]) -> None:
    """People kept out with a team stay kept out when they leave it or it is deleted: otherwise a team manager
    could bring anyone back in."""
    for kept_out in Exclusion.objects.filter(team=team).select_related("incident").order_by("incident"):
        stayed = StaysIn.objects.filter(exclusion=kept_out, person__in=people)
        inside = set(stayed.values_list("person", flat=True))
        stayed.delete()
        for person in (each for each in people if each.pk not in inside):
            mine = {"incident": kept_out.incident, "person": person}
            if Exclusion.objects.get_or_create(**mine, defaults={"by": kept_out.by})[1]:
                record(kept_out.incident, PersonExcluded(person=person.pk), by=None)


before_leaving.append(keep_out_who_leaves)


def _holders(incident: Incident) -> QuerySet[RoleAssignment]:
    """Who holds a role in it, or in a stream of it."""
    here = Q(incident=incident) | Q(incident__parent=incident)
    return RoleAssignment.objects.present().select_related("incident").filter(here)


def _closing(incident: Incident, by: Person | None) -> Incident:
    incident = lock(incident)
    refuse_stream(incident)
    if not incident.is_restricted:
        raise NotPossible(_("Everyone can see it. Choose who may see it first, then keep somebody out."))
    refuse_own_case(incident, by)
    refuse_unless_keeper(incident, by)
    refuse_alone(by)
    return incident


def _refuse_whoever_broke_the_seal(incident: Incident, people: set[str]) -> None:
    if people & ids_with_borrowed_sight(incident):
        raise NotPossible(_("Two people opened this in an emergency. Keep nobody out until that is over."))


def _refuse_shutting_the_last_door(incident: Incident) -> None:
    """Owners and admins can open what is sealed in an emergency, and hear that somebody is kept out: some of
    them always can, whoever agrees with whom inside."""
    if not outside_eyes(incident):
        raise NotPossible(_("At least one owner or admin whom it isn't about has to stay outside of this."))
