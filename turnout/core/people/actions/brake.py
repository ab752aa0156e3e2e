"""The brake of a script: what changes too much in an hour stops, and asks its people."""

from datetime import timedelta

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.errors import NotPossible, ScriptStopped
from turnout.core.people.events import ApiKeyLetGoOn, ApiKeyStopped, ApiTokenLetGoOn, ApiTokenStopped
from turnout.core.people.models import ApiKey, ApiToken, Person

MOST = 10  # different things changed within STRETCH
STRETCH = timedelta(hours=1)


def count_edit(key: ApiToken | ApiKey, what: str) -> None:
    """Count that this key changes the thing with this id, in the transaction of the change: what fails
    doesn't count. Raises ScriptStopped for one too many, and for a key that stands still already."""
    if key.may_go_on or (key.stopped_at is None and what in _lately(key)):
        return
    row = _locked(key)
    key.edited, key.stopped_at, key.goes_on_until = row.edited, row.stopped_at, row.goes_on_until
    lately = _lately(row)
    if row.may_go_on or (row.stopped_at is None and what in lately):
        return
    if row.stopped_at or len(lately) >= MOST:
        raise ScriptStopped
    row.edited = key.edited = {**lately, what: clock.now().isoformat()}
    row.save(update_fields=["edited"])


@transaction.atomic
def stop(key: ApiToken | ApiKey) -> None:
    """It changes nothing more until somebody answers; its people are told, once."""
    row = _locked(key)
    if row.stopped_at:
        return
    row.stopped_at = clock.now()
    row.save(update_fields=["stopped_at"])
    stopped = ApiTokenStopped if isinstance(row, ApiToken) else ApiKeyStopped
    record(row, stopped(name=row.name, hint=row.hint, most=MOST), by=None)


@transaction.atomic
def let_go_on(key: ApiToken | ApiKey, *, by: Person) -> None:
    """For an hour nothing is counted; then it is counted anew. Only a person says so, never a key."""
    row = _locked(key)
    if row.stopped_at is None:
        raise NotPossible(_("It isn't stopped (any more)."))
    row.edited, row.stopped_at, row.goes_on_until = {}, None, clock.now() + STRETCH
    row.save(update_fields=["edited", "stopped_at", "goes_on_until"])
    went_on = ApiTokenLetGoOn if isinstance(row, ApiToken) else ApiKeyLetGoOn
    record(row, went_on(name=row.name, hint=row.hint), by=by)


def _locked(key: ApiToken | ApiKey) -> ApiToken | ApiKey:
    row: ApiToken | ApiKey = type(key).objects.select_for_update(no_key=True).get(pk=key.pk)
    return row


def _lately(key: ApiToken | ApiKey) -> dict[str, str]:
    since = clock.now() - STRETCH
    return {id: at for id, at in key.edited.items() if (moment := parse_datetime(at)) and moment > since}
