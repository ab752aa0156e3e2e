"""Connecting to systems elsewhere, changing that, and ending it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.connect.accounts import account_of
from turnout.core.connect.capabilities.connection import connectors
from turnout.core.connect.events import (
    ConnectionChanged,
    ConnectionCreated,
    ConnectionRemoved,
    ConnectionSecretChanged,
    ConnectionSwitched,
)
from turnout.core.connect.installed import integrations
from turnout.core.connect.manifests import LABEL, Manifest
from turnout.core.connect.models import Connection, Secret
from turnout.core.events.changes import NOTHING, changes
from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.lib.failures import NotPossible
from turnout.core.lib.keyring import NoKey
from turnout.core.people.models import Person
from turnout.core.people.names import tidy
from turnout.core.values import Choice, Choices, Link, Number, YesNo, tidy_parts, write_parts

log = structlog.get_logger(__name__)
MOST = 200  # connections there may be
LABEL_LENGTH = 100


@transaction.atomic
def create_connection(kind: str, label: str, settings: Mapping[str, Any], *, by: Person | None) -> Connection:
    """Connect an account. `settings` are values as the manifest's parts read them, secrets among them.

    What is left out of them is what it is unless said.
    """
    manifest = _manifest(kind)
    if Connection.objects.present().count() >= MOST:
        raise NotPossible(_("There are %(most)s connections. Disconnect one first.") % {"most": MOST})
    connection = Connection(kind=kind, label=_free_label(kind, label), created_by=by)
    connection.settings = _written(manifest, settings)
    connection.save(force_insert=True)
    for name in manifest.secret_names:
        if settings.get(name):
            _keep(connection, name, settings[name])
    said = changes(NOTHING, _told(connection, manifest))
    record(connection, ConnectionCreated(kind=kind, label=connection.label, changes=said), by=by)
    return connection


@transaction.atomic
def change_connection(
    connection: Connection, *, label: str, settings: Mapping[str, Any], by: Person | None
) -> Connection:
    """Set its label and settings. A secret that is empty in them stays as it is."""
    connection, manifest = _locked(connection), _manifest(connection.kind)
    label = _free_label(connection.kind, label, but=connection)
    plain = _written(manifest, settings)
    changed = [name for name in manifest.plain_parts if plain.get(name) != connection.settings.get(name)]
    changed += ["label"] if label != connection.label else []
    if changed:
        said = changes(_told(connection, manifest), _told(Connection(label=label, settings=plain), manifest))
        connection.label, connection.settings = label, plain
        connection.save(update_fields=["label", "settings"])
        event = ConnectionChanged(kind=connection.kind, label=label, fields=changed, changes=said)
        record(connection, event, by=by)
    for name in manifest.secret_names:
        if settings.get(name):
            replace_secret(connection, name, settings[name], by=by)
    return connection


@transaction.atomic
def replace_secret(connection: Connection, name: str, words: str, *, by: Person | None) -> None:
    """Use another secret from now on. Nobody is shown either of them."""
    connection = _locked(connection)
    if name not in _manifest(connection.kind).secret_names or not words:
        raise NotPossible(_("This connection has no such secret."))
    _keep(connection, name, words)
    record(
        connection, ConnectionSecretChanged(kind=connection.kind, label=connection.label, name=name), by=by
    )


@transaction.atomic
def switch_connection(connection: Connection, *, on: bool, by: Person | None) -> Connection:
    """While it is off nothing goes over it; what waits goes on once it is on again."""
    connection = _locked(connection)
    if connection.is_on == on:
        return connection
    connection.is_on = on
    connection.save(update_fields=["is_on"])
    record(connection, ConnectionSwitched(kind=connection.kind, label=connection.label, is_on=on), by=by)
    return connection


def disconnect(connection: Connection, *, by: Person | None) -> None:
    """End it for good: over there as far as that can be done from here, then its secrets are deleted."""
    _leave(connection)
    with transaction.atomic():
        present = Connection.objects.present().select_for_update(no_key=True).filter(pk=connection.pk).first()
        if present is None:
            return
        present.disconnected_at = clock.now()
        present.save(update_fields=["disconnected_at"])
        Secret.objects.filter(connection=present).delete()
        record(present, ConnectionRemoved(kind=present.kind, label=present.label), by=by)


def _told(connection: Connection, manifest: Manifest) -> dict[str, Any]:
    """What everyone may know of it: where it leads, and what was chosen. Anything typed could be a secret, an
    address behind its host, too."""
    said: dict[str, Any] = {LABEL: connection.label}
    for name, part in manifest.plain_parts.items():
        value = connection.settings.get(name)
        if isinstance(part, Link) and value:
            said[name] = urlsplit(str(value)).hostname or ""
        elif isinstance(part, YesNo | Choice | Choices | Number):
            said[name] = value
    return said


def _leave(connection: Connection) -> None:
    """Whatever goes wrong over there, nobody stays connected who doesn't want to."""
    connector = connectors.get(connection.kind)
    if connector is None or connection.disconnected_at is not None:
        return
    try:
        connector.leave(account_of(connection))
    except Exception:
        log.warning("not left cleanly", kind=connection.kind, exc_info=True)


def _locked(connection: Connection) -> Connection:
    found = Connection.objects.present().select_for_update(no_key=True).filter(pk=connection.pk).first()
    if found is None:
        raise NotPossible(_("It was disconnected meanwhile. Connect it again."))
    return found


def _manifest(kind: str) -> Manifest:
    found = integrations().get(kind)
    if found is None or not found.manifest.is_connected_by_people:
        raise NotPossible(_("There's nothing here that could be connected like that."))
    return found.manifest


def _written(manifest: Manifest, settings: Mapping[str, Any]) -> dict[str, Any]:
    return write_parts(manifest.plain_parts, tidy_parts(manifest.plain_parts, settings))


def _free_label(kind: str, label: str, but: Connection | None = None) -> str:
    label = tidy(label)[:LABEL_LENGTH]
    if not label:
        raise NotPossible(_("Give the connection a name, so that you know later what it was for."))
    others = Connection.objects.present().filter(kind=kind, label=label)
    if others.exclude(pk=but.pk if but else "").exists():
        raise NotPossible(_("There's already a connection called %(label)s.") % {"label": label})
    return label


def _keep(connection: Connection, name: str, words: str) -> None:
    secret = Secret.objects.filter(connection=connection, name=name).first()
    secret = secret or Secret(connection=connection, name=name)
    try:
        secret.hide(words)
    except NoKey:
        raise NotPossible(
            _("Secrets can't be kept here yet. Whoever runs Turnout: “turnout check” says what is missing.")
        ) from None
    secret.save()
