"""What waits for a person in the app: only what they may still see."""

from dataclasses import dataclass

from turnout.core.notify.audience import visible
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person

MOST_UNREAD = 100
MOST_READ = 50


@dataclass(frozen=True)
class Inbox:
    """The newest of each; `has_more` unread ones wait behind these."""

    unread: list[Notification]
    read: list[Notification]
    has_more: bool


def inbox(person: Person) -> Inbox:
    mine = Notification.objects.filter(person=person).newest_first()
    unread, read = list(mine.unread()[:MOST_UNREAD]), list(mine.read()[:MOST_READ])
    return Inbox(visible(unread, person), visible(read, person), len(unread) == MOST_UNREAD)


def unread_count(person: Person) -> int:
    """How many wait unread, counted up to a hundred: nobody acts differently on the hundred and first."""
    unread = Notification.objects.filter(person=person).unread().newest_first()
    return len(visible(unread.only("subject_kind", "subject_id")[:MOST_UNREAD], person))
