"""Who owes their being here to whom: one person behind two accounts isn't two people."""

from datetime import timedelta

from django.db.models import Q

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.people.events import BaseRoleChanged
from turnout.core.people.models import Invitation, Person

MOST = 100  # people followed back


def may_be_same_person(one: Person, other: Person, *, within: timedelta) -> bool:
    """Whether one recently let the other in, or someone let in both, directly or through others: made the
    link with which they joined or chose a password, or gave them their role."""
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
    roles = RecordedEvent.objects.filter(
        subject_id__in=ids, verb=BaseRoleChanged.verb, at__gte=since, actor__isnull=False
    )
    return {*links.values_list("invited_by", flat=True), *roles.values_list("actor", flat=True)}
