"""Locking an incident before changing it: one way for all verbs."""

from typing import Any

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.incidents.errors import ChangedMeanwhile
from turnout.incidents.incident.models import Incident, revise
from turnout.incidents.incident.models.streams import INHERITED

UNCHECKED: Any = object()
"""The default of `was`: the caller doesn't say what it saw, so nothing is compared."""


def lock(incident: Incident) -> Incident:
    """The incident as it is now, locked until the transaction ends."""
    return Incident.objects.select_for_update(of=("self",), no_key=True).get(pk=incident.pk)


def compare(incident: Incident, *, was: Any, current: Any, verb: str) -> None:
    """Refuse a change based on an outdated value.

    Raises ChangedMeanwhile, naming who recorded `verb` last.
    """
    if was is UNCHECKED or was == current:
        return
    last = (
        RecordedEvent.objects.filter(subject_id=incident.pk, verb=verb)
        .select_related("actor")
        .order_by("-at", "-id")
        .first()
    )
    raise ChangedMeanwhile(current=current, who=last.actor if last else None, at=last.at if last else None)


def touch(incident: Incident, *fields: str) -> None:
    """Save these fields, and that the incident changed. Its streams are always as confidential as it is."""
    incident.changed_at = clock.now()
    incident.save(update_fields=[*fields, "changed_at"])
    inherited = {field: getattr(incident, field) for field in INHERITED.intersection(fields)}
    if inherited:
        Incident.objects.filter(parent=incident).update(**inherited)
        revise(*incident.streams.values_list("pk", flat=True))
