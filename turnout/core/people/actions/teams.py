"""Teams and who is in them."""

from collections.abc import Callable, Collection

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.changes import NOTHING, as_it_is, changes
from turnout.core.events.record import record
from turnout.core.people import looking_first
from turnout.core.people.actions.agreement import holds_at_once
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import (
    TeamChanged,
    TeamCreated,
    TeamMemberAdded,
    TeamMemberRemoved,
    TeamRemoved,
)
from turnout.core.people.models import Membership, Person, Team
from turnout.core.people.names import tidy
from turnout.core.people.permissions import Permission

WORDS = ["name", "purpose"]

before_joining: list[Callable[[Team, Person, Person | None], None]] = []
"""Called in the same transaction with who joins and who adds them, before they are in it: what is kept from a
team must not be taken from somebody by adding them to it."""

before_leaving: list[Callable[[Team, Collection[Person]], None]] = []
"""Called in the same transaction, while they are still in it: what being in a team kept from somebody must
not come to them by leaving it."""


@transaction.atomic
def create_team(name: str, *, purpose: str = "", by: Person | None) -> Team:
    team = Team(name=_free(tidy(name)), purpose=tidy(purpose))
    team.save(force_insert=True)
    record(team, TeamCreated(name=team.name, changes=changes(NOTHING, as_it_is(team, WORDS))), by=by)
    return team


@transaction.atomic
def change_team(team: Team, *, name: str, purpose: str, by: Person | None) -> Team:
    """Set a team's name and what it is for."""
    team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    name, purpose = _free(tidy(name), but=team), tidy(purpose)
    if (team.name, team.purpose) == (name, purpose):
        return team
    before = as_it_is(team, WORDS)
    team.name, team.purpose = name, purpose
    team.save(update_fields=WORDS)
    record(team, TeamChanged(name=team.name, changes=changes(before, as_it_is(team, WORDS))), by=by)
    return team


@transaction.atomic
def remove_team(team: Team, *, by: Person | None) -> None:
    """The team is no more. Its people stay. Raises NotPossible for the one that looks at reports first."""
    if looking_first.looks_first(team):
        raise NotPossible(
            _("%(team)s looks at new reports first. Choose another team for that, then remove this one.")
            % {"team": team.name}
        )
    members = list(team.members.all())
    _leave(team, members)
    gone = {**as_it_is(team, WORDS), "members": members}
    record(team, TeamRemoved(name=team.name, changes=changes(gone, NOTHING)), by=by)
    team.delete()


@transaction.atomic
def add_member(team: Team, person: Person, *, by: Person | None) -> None:
    """Nothing happens if they are in the team already. To look at new reports first, an admin adds others,
    never themselves: it may be about them."""
    if not person.is_active:
        raise NotPossible(_("%(name)s is deactivated. Choose someone else.") % {"name": person.name})
    if not Membership.objects.filter(team=team, person=person).exists():
        if person == by:
            _refuse_unless_owner(team, by, _("An owner decides whether you look at new reports first."))
        for each in before_joining:
            each(team, person, by)
    _membership, new = Membership.objects.get_or_create(team=team, person=person)
    if new:
        record(team, TeamMemberAdded(person=person.id, name=team.name), by=by)


@transaction.atomic
def remove_member(team: Team, person: Person, *, by: Person | None) -> None:
    """Nothing happens if they aren't in the team. Raises NotPossible where one person would look at reports
    alone, or nobody, and for an admin who takes another from those who look first."""
    _refuse_looking_alone(team, person, by)
    if person != by:
        _refuse_unless_owner(team, by, _("An owner decides who no longer looks at new reports first."))
    if Membership.objects.filter(team=team, person=person).exists():
        _leave(team, [person])
    if Membership.objects.filter(team=team, person=person).delete()[0]:
        record(team, TeamMemberRemoved(person=person.id, name=team.name), by=by)


def _leave(team: Team, people: Collection[Person]) -> None:
    for each in before_leaving:
        each(team, people)


def _refuse_unless_owner(team: Team, by: Person | None, why: str) -> None:
    """Part of changing who looks first: what is reported about an admin isn't theirs to read first."""
    if holds_at_once(by) or not looking_first.looks_first(team):
        return
    if by is None or not by.may(Permission.OWNERS_MANAGE):
        raise NotPossible(why)


def _refuse_looking_alone(team: Team, person: Person, by: Person | None) -> None:
    """Otherwise whoever manages teams could be the only one who reads what is reported about them."""
    if holds_at_once(by) or not looking_first.looks_first(team):
        return
    others = looking_first.memberships().exclude(person=person)[: looking_first.FEWEST]
    if person.is_active and len(others) < looking_first.FEWEST:
        raise NotPossible(
            _("%(team)s looks at new reports first, so at least two people stay in it. Add someone first.")
            % {"team": team.name}
        )


def _free(name: str, but: Team | None = None) -> str:
    if not name:
        raise NotPossible(_("A team needs a name."))
    if Team.objects.filter(name__iexact=name).exclude(pk=but.pk if but else "").exists():
        raise NotPossible(_("There's already a team called %(name)s.") % {"name": name})
    return name
