"""Sending to destinations, of whichever type."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.core.connect.capabilities.destination import (
    Destination,
    DestinationType,
    Parcel,
    destination_types,
)
from turnout.core.lib.failures import PermanentFailure
from turnout.core.people.models import ContactMethod
from turnout.core.values import JSON, Door, Faulty, Parts, Reading, take_parts, write_parts

PERSON = "person"


def read_destination(type: str, given: Any, door: Door = JSON) -> Destination:
    """A destination from what somebody said at a door. Raises Faulty with all that is wrong."""
    reading = Reading(door)
    found = destination_types.get(type)
    if found is None:
        reading.invalid(type, str(_("There's nowhere of this type to send to.")))
        raise Faulty(reading.faults)
    values, _lines = take_parts(found.parts, given, reading)
    reading.check()
    return Destination.of(type, **write_parts(found.parts, values))


def send(destination: Destination, parcel: Parcel) -> None:
    """Send it there; to a person, to everywhere they are reached. Not inside a transaction.

    Raises TemporaryFailure or PermanentFailure. Tried again, each place gets the same key as before.
    """
    ends = list(_ends(destination))
    if not ends:
        raise PermanentFailure("there is no way to reach them")
    for nth, end in enumerate(ends):
        found, values = _known(end)
        found.send(values, replace(parcel, key=f"{parcel.key}.{nth}") if nth else parcel)


def shown(destination: Destination) -> str:
    """What a list calls it; empty where it leads nowhere any more."""
    try:
        found, values = _known(destination)
    except PermanentFailure:
        return ""
    return found.shown(values)


def _ends(destination: Destination) -> Iterator[Destination]:
    if destination.type != PERSON:
        yield destination
        return
    _found, values = _known(destination)
    for method in ContactMethod.objects.in_use().filter(person=values["person"]):
        if destination_types.get(method.kind) is not None:  # kinds of them are types of these
            yield Destination.of(method.kind, **{method.kind: method.value})


def _known(destination: Destination) -> tuple[DestinationType, Mapping[str, Any]]:
    found = destination_types.get(destination.type)
    if found is None:
        raise PermanentFailure(f"nothing here sends to a {destination.type} any more")
    try:
        return found, take_whole(found.parts, dict(destination.said))
    except Faulty:
        raise PermanentFailure("it leads nowhere any more") from None


def take_whole(parts: Parts, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Values of what was kept. Raises Faulty."""
    reading = Reading(JSON)
    values, _lines = take_parts(parts, said, reading)
    reading.check()
    return values
