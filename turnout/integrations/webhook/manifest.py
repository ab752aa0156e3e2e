"""Webhooks, as the list of integrations shows them."""

from django.utils.translation import gettext_lazy as _

from turnout.core.connect.manifests import Manifest
from turnout.core.values import Link, Secret, YesNo

EVENTS = "events"

MANIFEST = Manifest(
    key="webhook",
    label=_("Webhook"),
    does=_("Sends signed requests to an address of your own, for anything that has no integration yet."),
    icon="webhook",
    parts={
        "url": Link(
            label=_("Address"),
            help=_("Where requests are sent, for example https://hooks.example.org/turnout"),
            required=True,
        ),
        "secret": Secret(
            label=_("Signing secret"),
            help=_(
                "Requests are signed with it, as Standard Webhooks says, so that the other side can tell."
            ),
            required=True,
        ),
        EVENTS: YesNo(
            label=_("Send what happens here"),
            help=_("Everything that is open to everyone, as it happens; of private incidents, nothing."),
        ),
    },
    leaving=_("After that nothing is sent to this address. What was sent before stays there."),
)
