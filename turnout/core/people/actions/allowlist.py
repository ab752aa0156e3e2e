"""Deciding from which IP addresses the API may be used, and remembering who wasn't let in."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.events.changes import changes
from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.lib.networks import network_of
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import AllowlistChanged
from turnout.core.people.models import AllowedRange, Allowlist, Person
from turnout.core.people.names import tidy

MOST = 200
LABEL_LENGTH = 100
REMEMBERED_EVERY = timedelta(minutes=1)


@transaction.atomic
def change_allowlist(
    *,
    is_on: bool,
    ranges: Sequence[AllowedRange],
    version: int | None = None,
    sent_from: str | None = None,
    by: Person | None,
) -> Allowlist:
    """Set whether keys and tokens are taken from these IP addresses only.

    version    the one that the caller saw; None where that doesn't matter
    sent_from  the address of a caller who uses the API: it has to be in the list, or there'd be no way back
    Raises NotPossible, also for a list that would let in nobody.
    """
    Allowlist.objects.get_or_create(is_only=True)
    allowlist = Allowlist.objects.select_for_update(no_key=True).get()
    if version is not None and version != allowlist.version:
        raise NotPossible(_("Someone changed this meanwhile, so nothing was changed. Look at it again."))
    wanted = _checked(ranges)
    if is_on and not wanted:
        raise NotPossible(_("Add an IP address first, or nobody would be let in."))
    if (allowlist.is_on, allowlist.ranges) == (is_on, wanted):
        return allowlist
    before = _said(allowlist)
    allowlist.is_on, allowlist.ranges = is_on, wanted
    if sent_from is not None and not allowlist.lets_in(sent_from):
        message = _("You're sending this from %(address)s. Add that address, or you'd lock yourself out.")
        raise NotPossible(message % {"address": sent_from})
    allowlist.version, allowlist.changed_at = allowlist.version + 1, clock.now()
    allowlist.save(update_fields=["is_on", "ranges", "version", "changed_at"])
    now = _said(allowlist)
    record(
        allowlist, AllowlistChanged(is_on=is_on, ranges=now["ranges"], changes=changes(before, now)), by=by
    )
    return allowlist


def note_refusal(allowlist: Allowlist, *, address: str, name: str) -> None:
    """Remember that this key, or this person's token, wasn't taken from there; at most once a minute."""
    now = clock.now()
    due = Q(refused_at__isnull=True) | Q(refused_at__lt=now - REMEMBERED_EVERY)
    with suppress(OperationalError):  # it is refused, whether or not it can be written down
        Allowlist.objects.filter(due, pk=allowlist.pk).update(
            refused_at=now, refused_from=address[:64], refused_name=name[:200]
        )


def _said(allowlist: Allowlist) -> dict[str, Any]:
    """As events say it: the ranges without what they are called."""
    return {"is_on": allowlist.is_on, "ranges": [each["value"] for each in allowlist.ranges]}


def _checked(ranges: Sequence[AllowedRange]) -> list[AllowedRange]:
    if len(ranges) > MOST:
        raise NotPossible(_("Keep it to %(most)s IP addresses or ranges.") % {"most": MOST})
    wrong = [each["value"] for each in ranges if network_of(each["value"]) is None]
    if wrong:
        raise NotPossible(_("“%(text)s” is no IP address or range.") % {"text": wrong[0][:60]})
    if any(len(each["label"]) > LABEL_LENGTH for each in ranges):
        raise NotPossible(_("Keep what an address is to %(most)s characters.") % {"most": LABEL_LENGTH})
    return [{"value": each["value"], "label": tidy(each["label"])} for each in ranges]
