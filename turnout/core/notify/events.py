"""What can happen to notifications."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Key, event


@event
@dataclass(frozen=True, kw_only=True)
class PersonNotified(Event):
    """Someone was told something: the notification waits for them in the app."""

    verb = "person.notified"
    sentence = _("Turnout sent a notification")
    icon = "bell"

    notification: Annotated[str, Id("notification")]
    kind: Key


@event
@dataclass(frozen=True, kw_only=True)
class NotificationsRead(Event):
    """Someone marked notifications as read."""

    verb = "person.notifications_read"
    sentence = _("{who} read notifications")
    icon = "mail-open"

    count: int


@event
@dataclass(frozen=True, kw_only=True)
class PreferenceSet(Event):
    """Someone chose whether a kind of notification reaches them on a channel."""

    verb = "person.preference_set"
    sentence = _("{who} changed their notifications")
    icon = "sliders-horizontal"

    kind: Key
    channel: Key
    wanted: bool


@event
@dataclass(frozen=True, kw_only=True)
class QuietHoursSet(Event):
    """Someone chose when only urgent things may reach them outside the app. Empty: never."""

    verb = "person.quiet_hours_set"
    sentence = _("{who} changed their quiet hours")
    icon = "moon"

    starts: Key
    ends: Key


@event
@dataclass(frozen=True, kw_only=True)
class DeliveryStuck(Event):
    """A notification could not be carried and won't be tried again: a person has to look."""

    verb = "delivery.stuck"
    sentence = _("A notification could not be delivered")
    icon = "mail-warning"

    channel: Key


@event
@dataclass(frozen=True, kw_only=True)
class DeliveryRetried(Event):
    """An admin asked for another try."""

    verb = "delivery.retried"
    sentence = _("{who} retried a notification")
    icon = "rotate-cw"

    channel: Key


@event
@dataclass(frozen=True, kw_only=True)
class DeliveryDropped(Event):
    """An admin gave up on a delivery."""

    verb = "delivery.dropped"
    sentence = _("{who} deleted a notification that couldn't be delivered")
    icon = "mail-x"

    channel: Key
