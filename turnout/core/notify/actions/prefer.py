"""Choosing what to be told about, how, and when not."""

from datetime import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.notify.channels import channels, goes_over
from turnout.core.notify.events import PreferenceSet, QuietHoursSet
from turnout.core.notify.kinds import kinds
from turnout.core.notify.models import Preference
from turnout.core.people.models import Person


@transaction.atomic
def set_preference(person: Person, kind: str, channel: str, *, wanted: bool, by: Person) -> None:
    """`person` wants, or doesn't want, this kind of notification on this channel."""
    if kind not in kinds or channel not in channels:
        raise ValidationError(_("That notification or channel no longer exists."))
    before = Preference.objects.filter(person=person, kind=kind, channel=channel).first()
    if (before.wanted if before else goes_over(kinds[kind], channels[channel])) == wanted:
        return
    Preference.objects.update_or_create(
        person=person, kind=kind, channel=channel, defaults={"wanted": wanted}
    )
    record(person, PreferenceSet(kind=kind, channel=channel, wanted=wanted), by=by)


@transaction.atomic
def set_quiet_hours(person: Person, starts: time | None, ends: time | None, *, by: Person) -> None:
    """Between these local times only what is urgent leaves the app for `person`. None, None: never quiet."""
    if (starts is None) != (ends is None):
        raise ValidationError(_("Enter both when your quiet hours start and when they end, or neither."))
    if starts is not None and starts == ends:
        raise ValidationError(_("Quiet hours can't start and end at the same time."))
    if (person.quiet_from, person.quiet_until) == (starts, ends):
        return
    person.quiet_from, person.quiet_until = starts, ends
    person.save(update_fields=["quiet_from", "quiet_until"])
    record(
        person,
        QuietHoursSet(
            starts=f"{starts:%H:%M}" if starts else "",
            ends=f"{ends:%H:%M}" if ends else "",
        ),
        by=by,
    )
