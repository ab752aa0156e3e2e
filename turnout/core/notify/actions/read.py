"""Having read what one was told."""

from collections.abc import Collection

from django.db import models, transaction

from turnout.core.events.record import record
from turnout.core.events.subjects import kind_of
from turnout.core.lib import clock
from turnout.core.notify.events import NotificationsRead
from turnout.core.notify.models import READ_KEPT, Notification, NotificationQuerySet
from turnout.core.people.models import Person


@transaction.atomic
def mark_read(ids: Collection[str], *, by: Person) -> int:
    """These of `by`'s own notifications are read; answers how many weren't before."""
    return _mark(Notification.objects.filter(pk__in=list(ids)), by)


@transaction.atomic
def mark_all_read(*, by: Person) -> int:
    return _mark(Notification.objects.all(), by)


@transaction.atomic
def mark_read_about(subject: models.Model, *, by: Person) -> int:
    """`by` looked at the thing itself, so what they were told about it is read."""
    return _mark(Notification.objects.filter(subject_kind=kind_of(subject), subject_id=str(subject.pk)), by)


def _mark(rows: NotificationQuerySet, by: Person) -> int:
    now = clock.now()
    unread = rows.unread().filter(person=by)
    if not unread.exists():  # looking takes no lock, and is what happens most
        return 0
    count = unread.update(read_at=now, forget_at=now + READ_KEPT)
    record(by, NotificationsRead(count=count), by=by)
    return count
