"""A connection as an integration sees it: its settings and secrets, and nothing of our tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from turnout.core.connect.installed import integrations
from turnout.core.connect.models import Connection
from turnout.core.connect.models.connections import Secret
from turnout.core.lib.encryption import Unreadable
from turnout.core.lib.failures import PermanentFailure
from turnout.core.values import tidy_parts


@dataclass(frozen=True)
class Account:
    """What is needed to talk to a system elsewhere.

    settings  values by the names of the manifest's parts; secrets among them are `Hidden`, None where not set
    """

    id: str
    kind: str
    label: str
    settings: Mapping[str, Any] = field(repr=False)


def account_of(connection: Connection) -> Account:
    """Raises PermanentFailure where it can't be used: its integration is gone, or a secret can't be read."""
    found = integrations().get(connection.kind)
    if found is None:
        raise PermanentFailure(f"there is no integration called {connection.kind} here")
    settings: dict[str, Any] = tidy_parts(found.manifest.plain_parts, connection.settings)
    settings |= dict.fromkeys(found.manifest.secret_names)
    for secret in Secret.objects.filter(connection=connection):
        try:
            settings[secret.name] = secret.words()
        except Unreadable as error:
            raise PermanentFailure(f"a secret can't be read: {error}") from None
    return Account(connection.pk, connection.kind, connection.label, settings)
