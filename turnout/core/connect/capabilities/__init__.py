"""What an integration may be able to do: a small protocol each, for `integrations/<name>/<capability>.py`.

What goes in and comes out is frozen and names no model: whatever leaves Turnout was made discreet before.
Calls raise TemporaryFailure or PermanentFailure with words for an admin.
"""

from collections.abc import Iterator
from typing import Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CAPABILITIES: dict[str, Promise] = {
    "connection": _("Is connected account by account"),
    "channel": _("Carries notifications"),
    "destination": _("Can be sent to"),
    "incoming": _("Takes in reports"),
    "source": _("Sends alerts"),
    "chat": _("Brings incidents into a chat"),
    "tracker": _("Keeps tasks in step with tickets"),
    "call": _("Opens calls"),
    "calendar": _("Puts meetings into calendars"),
    "identity": _("Lets people sign in"),
    "catalog": _("Knows what you run"),
}
"""By the name of their module, in the order they are shown."""

Provider = TypeVar("Provider")


class Registry(Generic[Provider]):
    """Who has a capability, by the key of their manifest."""

    def __init__(self, capability: str) -> None:
        self.capability = capability
        self._providers: dict[str, Provider] = {}

    def register(self, kind: str, provider: Provider) -> Provider:
        """Called once, as the capability's module is imported."""
        if kind in self._providers:
            raise RuntimeError(f"{kind} is registered as a {self.capability} twice")
        self._providers[kind] = provider
        return provider

    def get(self, kind: str) -> Provider | None:
        """None where the integration can't do this, or isn't installed."""
        return self._providers.get(kind)

    def __iter__(self) -> Iterator[tuple[str, Provider]]:
        return iter(self._providers.items())

    def forget(self, kind: str) -> None:
        """For tests: as if it had never been registered."""
        self._providers.pop(kind, None)
