"""A person, as somewhere to send to."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.core.connect.capabilities.destination import Destination, Parcel, destination_types
from turnout.core.connect.destinations import PERSON, send
from turnout.core.values import Parts, Person


class ToPerson:
    """Somebody here, wherever they are reached."""

    label = _("Person")
    icon = "user"
    parts: Parts = {"person": Person(label=_("Person"), required=True)}

    def shown(self, values: Mapping[str, Any]) -> str:
        return str(values["person"].name)

    def send(self, values: Mapping[str, Any], parcel: Parcel) -> None:
        send(Destination.of(PERSON, person=values["person"].pk), parcel)


destination_types.register(PERSON, ToPerson())
