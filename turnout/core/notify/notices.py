"""Who may be told about people."""

from collections.abc import Collection

from turnout.core.notify.audience import may_see
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission


def people_seen(ids: Collection[str], person: Person) -> set[str]:
    return set(ids) if person.may(Permission.PEOPLE_VIEW) else set(ids) & {person.id}


may_see["person"] = people_seen
