"""Who owes their being here to whom: one person behind two accounts isn't two people."""

from datetime import datetime, timedelta

from django.db.models import Q

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.people.events import BaseRoleChanged, PersonDeactivated, PersonReactivated
from turnout.core.people.models import Invitation, Person
from turnout.core.people.permissions import BaseRole

MOST = 100  # people followed back
MOST_CHANGES = 1000  # of their roles
RANKS = {role: rank for rank, role in enumerate(BaseRole)}


def may_be_same_person(one: Person, other: Person, *, within: timedelta) -> bool:
    """Whether one recently let the other in, or someone let in both, directly or through others: made the
    link with which they joined or chose a password, or gave them a role above those they had."""
    return bool(_behind(one, within) & _behind(other, within))


def _behind(person: Person, within: timedelta) -> set[str]:
    """This person, who let them in, who let those in, and so on: ids."""
    found: set[str] = set()
    new = {person.pk}
    while new and len(found) < MOST:
        found |= new
        new = _let_in(new, within) - found
    return found


def _let_in(ids: set[str], within: timedelta) -> set[str]:
    since = clock.now() - within
    emails = Person.objects.filter(pk__in=ids).values_list("email", flat=True)
    theirs = Q(person__in=ids) | Q(email__in=list(emails))
    links = Invitation.objects.filter(theirs, accepted_at__gte=since)
    return {*links.values_list("invited_by", flat=True), *_raised(ids, since), *_brought_back(ids, since)}


def _brought_back(ids: set[str], since: datetime) -> set[str]:
    """Who brought their accounts back to life, unless they were here within that time: as with roles."""
    changes = RecordedEvent.objects.filter(subject_id__in=ids, at__gte=since)
    left = changes.filter(verb=PersonDeactivated.verb).values("subject_id")
    back = changes.filter(verb=PersonReactivated.verb, actor__isnull=False).exclude(subject_id__in=left)
    return set(back.values_list("actor", flat=True)[:MOST_CHANGES])


def _raised(ids: set[str], since: datetime) -> set[str]:
    """Who gave them more than they had at any time since then. Having less, and what one had back, is no
    letting in: otherwise an admin could make any two others one for so long, by a role taken and given back.
    """
    changes = RecordedEvent.objects.filter(
        subject_id__in=ids, verb=BaseRoleChanged.verb, at__gte=since, actor__isnull=False
    )
    highest: dict[str, int] = {}
    found: set[str] = set()
    for each in changes.order_by("at", "id")[:MOST_CHANGES]:
        was, now = RANKS[BaseRole(each.event.was)], RANKS[BaseRole(each.event.now)]
        held = max(highest.get(each.subject_id, 0), was)
        if now > held and each.actor_id:
            found.add(each.actor_id)
        highest[each.subject_id] = max(held, now)
    return found
