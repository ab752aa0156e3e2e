"""Who looks at new reports before anybody else: a team that the organization chose, or else admins."""

from collections.abc import Collection

from django.db.models import QuerySet

from turnout.core.people.models import Membership, Organization, Person, Team
from turnout.core.people.permissions import BaseRole, Permission

MOST = 200
FEWEST = 2
"""People who look first: with fewer, one person alone decides what becomes of a report."""


def chosen_team() -> "QuerySet[Team]":
    """The team that looks first, as a query of one row or none."""
    return Team.objects.filter(pk__in=Organization.objects.values("looks_first"))


def looks_first(team: Team) -> bool:
    """Whether this is the team that looks first."""
    return Organization.objects.filter(looks_first=team).exists()


def memberships() -> "QuerySet[Membership]":
    """Who is here and in the team that looks first."""
    return Membership.objects.filter(
        team__in=Organization.objects.values("looks_first"), person__is_active=True
    )


def admins(*, but: Collection[str] = ()) -> list[Person]:
    """Admins, or owners where there are no admins: a small worry needn't reach the chief executive."""
    for role in (BaseRole.ADMIN, BaseRole.OWNER):
        people = list(Person.objects.active().filter(role=role).exclude(pk__in=but)[:MOST])
        if people:
            break
    return people


def who_looks_first() -> list[Person]:
    """Everyone who looks at new reports first: those of the chosen team or, while nobody is in it, admins."""
    people = Person.objects.active().filter(pk__in=memberships().values("person"))[:MOST]
    return [each for each in people if each.may(Permission.INCIDENTS_VIEW)] or admins()
