"""Carrying a notification over its channel, and what becomes of the try."""

from datetime import datetime

from django.db import transaction
from django.utils import translation

from turnout.core.events.record import record
from turnout.core.jobs.errors import PermanentFailure, describe
from turnout.core.jobs.lease import next_try
from turnout.core.lib import clock
from turnout.core.notify.audience import seen
from turnout.core.notify.cards import card_of
from turnout.core.notify.channels import Message, channels
from turnout.core.notify.events import DeliveryDropped, DeliveryRetried, DeliveryStuck
from turnout.core.notify.models import DROPPED, DUE, FAILED, SENT, STUCK, Delivery, Notification
from turnout.core.people.models import Person

GIVE_UP_AFTER = 8  # tries, about twenty minutes of them


def carry(delivery: Delivery) -> None:
    """Carry one claimed delivery, outside any transaction, and write down how it went."""
    if delivery.due_at is None or delivery.due_at <= clock.now():
        return  # those claimed with it took so long that the lease is over: another worker may have it
    reason = _not_wanted(delivery)
    if reason:
        _end(delivery, DROPPED, reason)
        return
    try:
        channels[delivery.channel].send(message_of(delivery.notification, delivery.key, to=_to(delivery)))
    except Exception as error:  # a channel's surprise is a try that failed, like those it announces
        permanent = isinstance(error, PermanentFailure) or delivery.tries >= GIVE_UP_AFTER
        if permanent:
            _give_up(delivery, describe(error))
        else:
            _try_again(delivery, error)
    else:
        _end(delivery, SENT)


def _not_wanted(delivery: Delivery) -> str:
    """Why this need not go out any more; asked just before sending, for much may change while it waits."""
    told = delivery.notification
    if not seen(told.subject_kind, [told.subject_id], told.person):
        return "they may no longer see it"
    if delivery.channel not in channels:
        return "the channel is no longer here"
    if delivery.contact is None or not delivery.contact.is_verified:
        return "there is no address for them"
    if told.is_read and not told.is_urgent:
        return "they read it in the app"
    return ""


def _to(delivery: Delivery) -> str:
    return delivery.contact.value if delivery.contact else ""


def message_of(told: Notification, key: str, *, to: str) -> Message:
    """What a channel carries of a notification, in the language of its reader."""
    with translation.override(told.person.language):
        card, title = card_of(told.subject_kind, told.subject_id), told.heading
    return Message(
        key=key,
        person=told.person,
        to=to,
        kind=told.kind,
        subject_kind=told.subject_kind,
        subject_id=told.subject_id,
        title=title,
        body=told.body,
        path=told.path,
        is_urgent=told.is_urgent,
        card=card,
    )


def _end(delivery: Delivery, state: str, error: str = "") -> bool:
    """Close this try, unless another worker took it over meanwhile."""
    return bool(
        Delivery.objects.filter(pk=delivery.pk, state=DUE, attempts=delivery.attempts).update(
            state=state, error=error, due_at=None, ended_at=clock.now()
        )
    )


@transaction.atomic
def _try_again(delivery: Delivery, error: Exception) -> None:
    if _end(delivery, FAILED, describe(error)):
        _next(delivery, next_try(delivery.tries, error))


@transaction.atomic
def _give_up(delivery: Delivery, error: str) -> None:
    if _end(delivery, STUCK, error):
        record(delivery, DeliveryStuck(channel=delivery.channel), by=None)


def _next(delivery: Delivery, due_at: datetime) -> Delivery:
    return Delivery.objects.create(
        notification_id=delivery.notification_id,
        channel=delivery.channel,
        contact_id=delivery.contact_id,
        key=delivery.key,
        tries=delivery.tries + 1,
        due_at=due_at,
    )


@transaction.atomic
def retry_delivery(delivery: Delivery, *, by: Person) -> bool:
    """One more try, now. False if it isn't stuck (any more)."""
    if not Delivery.objects.stuck().filter(pk=delivery.pk).update(state=FAILED):
        return False
    _next(delivery, clock.now())
    record(delivery, DeliveryRetried(channel=delivery.channel), by=by)
    return True


@transaction.atomic
def drop_delivery(delivery: Delivery, *, by: Person) -> bool:
    """Give up on it for good. False if it isn't stuck (any more)."""
    if not Delivery.objects.stuck().filter(pk=delivery.pk).update(state=DROPPED):
        return False
    record(delivery, DeliveryDropped(channel=delivery.channel), by=by)
    return True
