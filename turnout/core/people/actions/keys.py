"""Keys that belong to the organization: made, changed, given another secret, taken back."""

from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from turnout.core.events.changes import NOTHING, as_it_is, changes
from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.acting import may
from turnout.core.people.actions.tokens import HINT, USED_EVERY
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import ApiKeyChanged, ApiKeyCreated, ApiKeyRevoked, ApiKeyRotated
from turnout.core.people.keys import digest_of, new_key
from turnout.core.people.models import ApiKey, Person
from turnout.core.people.models.allowlist import is_one_on
from turnout.core.people.names import tidy
from turnout.core.people.permissions import GIVEN_TO_KEYS, Permission

PREFIX = "tnk_"
MOST = 200  # live keys
SAID = ("name", "permissions", "comment")
LONGEST_OVERLAP = timedelta(hours=1)


@transaction.atomic
def create_api_key(
    name: str, permissions: Collection[str], *, comment: str = "", by: Person | None
) -> tuple[ApiKey, str]:
    """Make a key; answers its row and the secret, which is kept nowhere."""
    if ApiKey.objects.live().count() >= MOST:
        raise NotPossible(_("There are %(most)s keys. Revoke one that's no longer used.") % {"most": MOST})
    secret = new_key(PREFIX)
    key = ApiKey.objects.create(
        name=_name(name),
        comment=comment[:5000],
        permissions=_grantable(permissions, by),
        hint=secret[:HINT],
        digest=digest_of(secret),
        created_by=by,
    )
    made = changes(NOTHING, as_it_is(key, SAID))
    record(key, ApiKeyCreated(name=key.name, hint=key.hint, permissions=key.permissions, changes=made), by=by)
    return key, secret


@transaction.atomic
def change_api_key(
    key: ApiKey, *, name: str, permissions: Collection[str], comment: str, by: Person | None
) -> ApiKey:
    """Set its name and what it may. What it may already stays possible, whoever changes it."""
    key = _locked(key)
    wanted = {
        "name": _name(name),
        "permissions": _grantable(permissions, by, held=key.granted),
        "comment": comment[:5000],
    }
    if all(getattr(key, field) == value for field, value in wanted.items()):
        return key
    _take_over(key, by)
    before = as_it_is(key, SAID)
    for field, value in wanted.items():
        setattr(key, field, value)
    key.save(update_fields=[*wanted, "answered_by"])
    changed = ApiKeyChanged(
        name=key.name,
        was=before["permissions"],
        permissions=key.permissions,
        changes=changes(before, as_it_is(key, SAID)),
    )
    record(key, changed, by=by)
    return key


@transaction.atomic
def rotate_api_key(
    key: ApiKey, *, overlap: timedelta = timedelta(minutes=30), by: Person | None
) -> tuple[ApiKey, str]:
    """Another secret for the same key; the former one works for `overlap` more, at most an hour."""
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        raise NotPossible(_("The former key can go on working for up to 60 minutes."))
    key, secret, now = _locked(key), new_key(PREFIX), clock.now()
    _take_over(key, by)
    key.former_digest, key.former_until = (key.digest, now + overlap) if overlap else ("", None)
    key.digest, key.hint, key.issued_at = digest_of(secret), secret[:HINT], now
    key.save(update_fields=["former_digest", "former_until", "digest", "hint", "issued_at", "answered_by"])
    minutes = int(overlap.total_seconds() // 60)
    record(key, ApiKeyRotated(name=key.name, hint=key.hint, overlap_minutes=minutes), by=by)
    return key, secret


@transaction.atomic
def revoke_api_key(key: ApiKey, *, by: Person | None) -> None:
    """It stops working now, the former secret too."""
    if ApiKey.objects.live().filter(pk=key.pk).update(revoked_at=clock.now()):
        record(key, ApiKeyRevoked(name=key.name, hint=key.hint), by=by)


def find_api_key(secret: str) -> ApiKey | None:
    """Whose secret this is, by one look at an index. Notes its use."""
    found = ApiKey.objects.opened_by(digest_of(secret[:200]))
    key = found.annotate(is_narrowed=is_one_on()).first()  # type: ignore[no-redef]
    now = clock.now()
    if key and (key.used_at is None or key.used_at < now - USED_EVERY):
        key.used_at = now
        with suppress(OperationalError):  # reading goes on where nothing can be written
            ApiKey.objects.filter(pk=key.pk).update(used_at=now)
    return key


def _locked(key: ApiKey) -> ApiKey:
    found = ApiKey.objects.live().select_for_update(no_key=True).filter(pk=key.pk).first()
    if found is None:
        raise NotPossible(_("That key was revoked."))
    return found


def _take_over(key: ApiKey, by: Person | None) -> None:
    """Who changes a key nobody answers for any more answers for it from now on."""
    if by is not None and key.answering is None:
        key.answered_by = by


def _name(name: str) -> str:
    name = tidy(name)[:200]
    if not name:
        raise NotPossible(_("Give the key a name, so that you know later what it was for."))
    return name


def _grantable(wanted: Collection[str], by: Person | None, held: Collection[Permission] = ()) -> list[str]:
    """In their own order. Nobody gives a key what they may not do themselves."""
    chosen = [each for each in Permission if each in set(wanted)]
    if len(chosen) != len(set(wanted)) or not set(chosen) <= GIVEN_TO_KEYS:
        raise NotPossible(_("A key can't be given that."))
    if not all(each in held or may(by, each) for each in chosen):
        raise NotPossible(_("You can give a key only what you may do yourself."))
    return [str(each) for each in chosen]
