"""Which changes of who sees an incident take a second person."""

from datetime import timedelta

from django.db.models import QuerySet

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.access.events import (
    AccessAnswered,
    AccessAsked,
    AccessGranted,
    ConfidentialityChanged,
    KeeperLeft,
    KeeperNamed,
    KeepersCameIn,
    PersonSubscribed,
    PersonUnsubscribed,
    RoleAssigned,
    RoleEnded,
    TeamLetIn,
)
from turnout.incidents.definitions.models import IncidentType
from turnout.incidents.definitions.models.labels import OPEN, RESTRICTED, SEALED, Label
from turnout.incidents.incident.events import IncidentTookIn
from turnout.incidents.incident.models import Incident

TAKEN_BACK_WITHIN = timedelta(hours=1)  # closing what was open, by one keeper
MOST_CHANGES = 50  # of one label in an hour, looked at
SAYS_NOTHING = {
    each.verb
    for each in (
        AccessAnswered, AccessAsked, AccessGranted, ConfidentialityChanged, KeeperLeft, KeeperNamed,
        KeepersCameIn, PersonSubscribed, PersonUnsubscribed, RoleAssigned, RoleEnded, TeamLetIn,
    )
}  # fmt: skip
"""Events that tell who takes part, and nothing that somebody wrote."""


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


def label_takes_two(incident: Incident, label: str, *, by: Person | None) -> bool:
    """Sealing does, and opening further, save taking back what was closed within the hour: unless somebody
    else wrote there since, for fewer to read, or something private was merged in."""
    if is_closer(label, incident.confidentiality):
        return label == SEALED
    return label != incident.confidentiality and not _may_be_taken_back(incident, label, by)


def marks_take_two(incident: Incident, *, privileged: bool, no_tipping_off: bool) -> bool:
    """Taking one off does. So does, within an hour of closing what was open, the one that leaves no way to
    ask: whoever lost sight may ask for it back so long."""
    if incident.no_tipping_off != no_tipping_off and _closing(incident, OPEN) is not None:
        return True
    return (incident.is_privileged and not privileged) or (incident.no_tipping_off and not no_tipping_off)


def _lately(incident: Incident) -> QuerySet[RecordedEvent]:
    """What happened in it, and in its workstreams, since closing can be taken back."""
    here = [incident.pk, *incident.streams.values_list("pk", flat=True)]
    return RecordedEvent.objects.filter(subject_id__in=here, at__gte=clock.now() - TAKEN_BACK_WITHIN)


def _closing(incident: Incident, label: str) -> RecordedEvent | None:
    """The change within the hour before which everyone whom `label` lets see it saw it, if there was one."""
    changes = _lately(incident).filter(verb=ConfidentialityChanged.verb).order_by("-at", "-pk")
    return next((each for each in changes[:MOST_CHANGES] if _was_seen_by_all(each, label)), None)


def _may_be_taken_back(incident: Incident, label: str, by: Person | None) -> bool:
    closing, events = _closing(incident, label), _lately(incident)
    if closing is None:
        return False
    later = events.filter(at__gte=closing.at, pk__gt=closing.pk).exclude(verb__in=SAYS_NOTHING)
    return not (later.exclude(actor=by) | later.filter(verb=IncidentTookIn.verb)).exists()


def _was_seen_by_all(change: RecordedEvent, label: str) -> bool:
    """Whether everyone whom `label` lets see it saw it before this change."""
    return bool(change.event and change.event.was) and not is_closer(change.event.was, label)
