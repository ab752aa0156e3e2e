"""Who may be told about what: a room says it in its `subjects.py`, and what nobody vouches for is unseen."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from turnout.core.events.subjects import subjects
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person


def those_who_see(subject_kind: str, subject_id: str, people: Collection[Person]) -> set[str]:
    """Ids of those of `people` who may see the subject: one question however many they are."""
    present = [person for person in people if person.is_active]
    kind = subjects.get(subject_kind)
    if kind and kind.who_sees:
        return kind.who_sees(subject_id, present) if present else set()
    return {person.id for person in present if seen(subject_kind, [subject_id], person)}


def seen(subject_kind: str, ids: Collection[str], person: Person) -> set[str]:
    """Those of `ids` that `person` may see; none where the kind is unknown or the person has left."""
    kind = subjects.get(subject_kind)
    return kind.may_see(ids, person) & set(ids) if kind and person.is_active else set()


def visible(notifications: Iterable[Notification], person: Person) -> list[Notification]:
    """Those about things the person may still see: access can end after they were told."""
    rows = list(notifications)
    ids: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ids[row.subject_kind].add(row.subject_id)
    allowed = {kind: seen(kind, wanted, person) for kind, wanted in ids.items()}
    return [row for row in rows if row.subject_id in allowed[row.subject_kind]]
