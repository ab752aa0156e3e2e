"""An email address as somewhere to send to."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from turnout.core.connect.capabilities.destination import Parcel, destination_types
from turnout.core.lib.failures import PermanentFailure
from turnout.core.people.models import ADDRESS
from turnout.core.values import Email, Parts
from turnout.integrations.email.letter import parcel_letter
from turnout.integrations.email.smtp import hand_over


class ToAddress:
    """By SMTP. The outbox is for what people would have been told: without a mail server nothing is sent."""

    label = _("Email address")
    icon = "at-sign"
    parts: Parts = {ADDRESS: Email(label=_("Email address"), required=True)}

    def shown(self, values: Mapping[str, Any]) -> str:
        return str(values[ADDRESS])

    def send(self, values: Mapping[str, Any], parcel: Parcel) -> None:
        if not settings.SMTP_URL:
            raise PermanentFailure("there is no mail server")
        hand_over(parcel_letter(values[ADDRESS], parcel), settings.SMTP_URL)


destination_types.register(ADDRESS, ToAddress())
