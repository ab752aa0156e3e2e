"""Who may see what events say of people, teams and the organization, and of owed work, which lies below."""

from collections.abc import Collection

from turnout.core.events.subjects import About, MaySee, everyone, subject
from turnout.core.jobs.models import Job
from turnout.core.people.models import Allowlist, ApiKey, ApiToken, Invitation, Organization, Person, Team
from turnout.core.people.permissions import Permission


def whoever_may(permission: Permission) -> MaySee:
    """For `may_see`: all of them, for those who hold this permission."""

    def may_see(ids: Collection[str], person: Person) -> set[str]:
        return set(ids) if person.may(permission) else set()

    return may_see


def _oneself(ids: Collection[str], person: Person) -> set[str]:
    return {person.pk} & set(ids)


def _own_tokens(ids: Collection[str], person: Person) -> set[str]:
    return set(ApiToken.objects.filter(pk__in=ids, person=person).values_list("pk", flat=True))


def _teams(ids: Collection[str]) -> dict[str, About]:
    return {id: About(path=f"/teams/{id}/") for id in ids}


def _people(ids: Collection[str]) -> dict[str, About]:
    return {id: About(path=f"/people/{id}/") for id in ids}


subject(Person, may_see=_oneself, about=_people)
subject(Team, may_see=whoever_may(Permission.PEOPLE_VIEW), about=_teams)
subject(Organization, may_see=everyone)
subject(Invitation, may_see=whoever_may(Permission.PEOPLE_MANAGE))
subject(ApiToken, may_see=_own_tokens)
subject(Allowlist, may_see=whoever_may(Permission.API_KEYS_MANAGE))
subject(ApiKey, may_see=whoever_may(Permission.API_KEYS_MANAGE))
subject(Job, may_see=whoever_may(Permission.SYSTEM_MANAGE), lists=frozenset({"system"}))
