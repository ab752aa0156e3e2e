"""Who may see what events say of saved views."""

from collections.abc import Collection

from turnout.core.events.subjects import subject
from turnout.core.people.models import Person
from turnout.incidents.lists.models import SavedView


def _views_seen(ids: Collection[str], person: Person) -> set[str]:
    return set(SavedView.objects.offered_to(person).filter(pk__in=ids).values_list("pk", flat=True))


subject(SavedView, may_see=_views_seen)
