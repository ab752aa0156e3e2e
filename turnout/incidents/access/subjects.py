"""Who may see what events say of those who ask to be let in."""

from collections.abc import Collection

from turnout.core.events.subjects import subject
from turnout.core.people.models import Person
from turnout.incidents.access.members import seal_breaks_for
from turnout.incidents.access.models import Proposal
from turnout.incidents.access.proposals import proposals_seen
from turnout.incidents.incident.models import AccessRequest, GlassBreak


def _own_requests(ids: Collection[str], person: Person) -> set[str]:
    mine = AccessRequest.objects.filter(pk__in=ids, person=person)
    return set(mine.values_list("pk", flat=True))


def _seal_breaks_seen(ids: Collection[str], person: Person) -> set[str]:
    """Those this person asked for, or may agree to: never where they are kept out."""
    return {each.pk for each in seal_breaks_for(person) if each.pk in ids}


subject(AccessRequest, may_see=_own_requests)
subject(GlassBreak, may_see=_seal_breaks_seen)
subject(Proposal, may_see=proposals_seen)
