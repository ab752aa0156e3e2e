"""How integrations and connections are doing, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turnout.core.connect.capabilities import CAPABILITIES
from turnout.core.connect.installed import Integration
from turnout.core.connect.models import Connection
from turnout.core.connect.models.connections import Health
from turnout.core.notify.channels import channels
from turnout.core.notify.models import Delivery


@dataclass(frozen=True)
class Standing:
    """How something is doing: a tone for its colour, a word or two, and why."""

    tone: str
    words: str
    why: str = ""


@dataclass(frozen=True)
class Installed:
    """One integration as the list shows it."""

    integration: Integration
    can: list[str]
    connections: list[Connection]
    standing: Standing | None


def installed(integration: Integration, connections: list[Connection]) -> Installed:
    can = [str(CAPABILITIES[name]) for name in integration.can if name != "connection"]
    return Installed(integration, can, connections, _carrying(integration.manifest.key))


def standing_of(connection: Connection) -> Standing:
    """How a connection is doing. When it was tried is said beside it."""
    if connection.health == Health.FAILING:
        why = f"{connection.failure}. {_given_up()}" if connection.is_given_up else connection.failure
        return Standing("danger", _("Not working"), why)
    said = {
        Health.UNTRIED: Standing("", _("Not tried yet")),
        Health.WORKING: Standing("good", _("Working")),
        Health.OFF: Standing("", _("Switched off"), _("Nothing goes over it.")),
        Health.DISCONNECTED: Standing("", _("Disconnected")),
    }
    return said[connection.health]


def _given_up() -> str:
    return _("It has failed for a day, so it isn't told what happens any more, until a test works.")


def _carrying(key: str) -> Standing | None:
    """How a channel that the installation itself has set up is doing."""
    if key not in channels:
        return None
    stuck = Delivery.objects.stuck().filter(channel=key)[:100].count()
    if stuck:
        words = ngettext(
            "%(count)s notification couldn't be delivered",
            "%(count)s notifications couldn't be delivered",
            stuck,
        )
        return Standing("danger", words % {"count": stuck})
    return Standing("good", _("Nothing is stuck"))
