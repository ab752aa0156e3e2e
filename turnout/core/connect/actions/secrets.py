"""Encrypting secrets anew with another key, while Turnout runs."""

from django.db import transaction

from turnout.core.connect.events import SecretsRotated
from turnout.core.connect.models import Secret
from turnout.core.events.record import record
from turnout.core.lib.encryption import Unreadable, key_id_of
from turnout.core.lib.keyring import Key, add_key, all_keys, drop_keys, key_to_encrypt
from turnout.core.people.models import Organization

BATCH = 200


def rotate_secrets() -> tuple[int, int]:
    """Encrypt every secret with the first key. Answers how many were, and how many nobody can read.

    Each is read and written under a lock, in small transactions: what breaks off can be begun again.
    """
    key, after, done, lost = key_to_encrypt(), 0, 0, 0
    while batch := list(
        Secret.objects.filter(pk__gt=after).values_list("pk", flat=True).order_by("pk")[:BATCH]
    ):
        rotated, unread = _rotate(batch, key)
        after, done, lost = batch[-1], done + rotated, lost + unread
    return done, lost


def rotate_with_new_key() -> tuple[int, int]:
    """The same with a key made for it. The former ones stay until `drop_old_keys`. Raises keyring.NoKey."""
    add_key()
    return rotate_secrets()


def drop_old_keys() -> int:
    """Forget all keys but the first that no secret here needs any more; answers how many those were."""
    needed = {key_id_of(kept) for kept in Secret.objects.values_list("kept", flat=True).iterator()}
    unneeded = {each.id for each in all_keys()[1:]} - needed
    if unneeded:
        drop_keys(unneeded)
    return len(unneeded)


@transaction.atomic
def _rotate(batch: list[int], key: Key) -> tuple[int, int]:
    done = lost = 0
    for secret in Secret.objects.select_for_update(no_key=True).filter(pk__in=batch):
        if key_id_of(secret.kept) == key.id:
            continue
        try:
            words = secret.words()
        except Unreadable:
            lost += 1
            continue
        set_at = secret.set_at
        secret.hide(words.reveal())
        secret.set_at = set_at  # the secret is the same, only its key is new
        secret.save(update_fields=["kept"])
        done += 1
    organization = Organization.get()
    if done and organization:
        record(organization, SecretsRotated(count=done), by=None)
    return done, lost
