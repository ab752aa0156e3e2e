"""Who may be told about what: a room says it in its `notices.py`, and what nobody vouches for is unseen."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from turnout.core.notify.models import Notification
from turnout.core.people.models import Person

MaySee = Callable[[Collection[str], Person], set[str]]
may_see: dict[str, MaySee] = {}
"""By kind of subject: of these ids, those this person may see."""


WhoSees = Callable[[str, Collection[Person]], set[str]]
who_sees: dict[str, WhoSees] = {}
"""By kind of subject, where a room can say it at once: ids of those of these people who may see this one."""


def those_who_see(subject_kind: str, subject_id: str, people: Collection[Person]) -> set[str]:
    """Ids of those of `people` who may see the subject: one question however many they are."""
    present = [person for person in people if person.is_active]
    ask = who_sees.get(subject_kind)
    if ask:
        return ask(subject_id, present) if present else set()
    return {person.id for person in present if seen(subject_kind, [subject_id], person)}


def seen(subject_kind: str, ids: Collection[str], person: Person) -> set[str]:
    """Those of `ids` that `person` may see; none where the kind is unknown or the person has left."""
    ask = may_see.get(subject_kind)
    return ask(ids, person) & set(ids) if ask and person.is_active else set()


def visible(notifications: Iterable[Notification], person: Person) -> list[Notification]:
    """Those about things the person may still see: access can end after they were told."""
    rows = list(notifications)
    ids: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ids[row.subject_kind].add(row.subject_id)
    allowed = {kind: seen(kind, wanted, person) for kind, wanted in ids.items()}
    return [row for row in rows if row.subject_id in allowed[row.subject_kind]]
