"""A webhook that was connected, as somewhere to send to."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.core.connect.actions.health import using
from turnout.core.connect.capabilities.destination import Parcel, destination_types
from turnout.core.connect.models import Connection
from turnout.core.lib.failures import PermanentFailure
from turnout.core.values import Choice, Option, Parts
from turnout.integrations.webhook.manifest import MANIFEST
from turnout.integrations.webhook.sending import deliver


def _connected() -> Iterable[Option]:
    return [Option(each.pk, each.label) for each in Connection.objects.present().filter(kind=MANIFEST.key)]


class ToWebhook:
    """As an event of the type `notice`."""

    label = MANIFEST.label
    icon = MANIFEST.icon
    parts: Parts = {"connection": Choice(of=_connected, label=_("Webhook"), required=True)}

    def shown(self, values: Mapping[str, Any]) -> str:
        return self.parts["connection"].said(values["connection"])

    def send(self, values: Mapping[str, Any], parcel: Parcel) -> None:
        connection = Connection.objects.present().filter(pk=values["connection"]).first()
        if connection is None:
            raise PermanentFailure("the webhook was disconnected")
        data = {"title": parcel.title, "body": parcel.body, "facts": list(parcel.facts), "url": parcel.url}
        with using(connection) as account:
            deliver(account, key=parcel.key, type="notice", data=data)


destination_types.register(MANIFEST.key, ToWebhook())
