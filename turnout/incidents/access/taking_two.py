"""Which changes of who sees an incident take a second person."""

from datetime import timedelta

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.incidents.access.events import ConfidentialityChanged
from turnout.incidents.definitions.models import IncidentType
from turnout.incidents.definitions.models.labels import OPEN, RESTRICTED, SEALED, Label
from turnout.incidents.incident.models import Incident

TAKEN_BACK_WITHIN = timedelta(hours=1)  # closing what was open, by one keeper


def is_closer(label: str, than: str) -> bool:
    """Whether fewer see it with this label."""
    return Label(label).rank > Label(than).rank


def closes_to(incident: Incident, type: IncidentType | None) -> str:
    """The label that this type would close it to; empty if it stays as it is.

    Sealing takes two, so a type that starts sealed makes it restricted; keepers seal it. A workstream follows
    its whole.
    """
    label = type.starts_as if type and incident.parent_id is None else OPEN
    label = RESTRICTED if label == SEALED else label
    return label if is_closer(label, incident.confidentiality) else ""


def label_takes_two(incident: Incident, label: str) -> bool:
    """Sealing does, and opening further, save taking back what was closed within the hour."""
    if is_closer(label, incident.confidentiality):
        return label == SEALED
    return label != incident.confidentiality and not _was_closed_just_now(incident, label)


def marks_take_two(incident: Incident, *, privileged: bool, no_tipping_off: bool) -> bool:
    """Taking one off does."""
    return (incident.is_privileged and not privileged) or (incident.no_tipping_off and not no_tipping_off)


def _was_closed_just_now(incident: Incident, label: str) -> bool:
    """Whether everyone whom `label` lets see it saw it less than an hour ago."""
    since = clock.now() - TAKEN_BACK_WITHIN
    verb = ConfidentialityChanged.verb
    changes = RecordedEvent.objects.filter(subject_id=incident.pk, verb=verb, at__gte=since)
    first = changes.order_by("at", "pk").first()
    was = first.event.was if first and first.event else ""
    return bool(was) and not is_closer(was, label)
