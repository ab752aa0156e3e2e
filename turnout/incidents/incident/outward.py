"""What may leave Turnout of an incident: made here and nowhere else, already as discreet as it has to be."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import models

from turnout.core.notify.cards import Card
from turnout.incidents.incident.discretion import privileged_mark
from turnout.incidents.incident.models import Incident


@dataclass(frozen=True)
class Named:
    """Something an organization defined: its id, and its words now."""

    id: str
    words: str


@dataclass(frozen=True)
class IncidentView:
    """An incident as the world outside may know it. Whoever sends something is given this, never the row.

    Of one that is discreet there is its reference and its address: no word, no severity, no status.

    is_restricted  not everybody may see it: it goes to those alone who may, and nowhere where anybody reads
    mark           must be shown beside every word of it, where it isn't empty
    """

    id: str
    reference: str
    url: str
    is_discreet: bool
    is_restricted: bool
    name: str = ""
    summary: str = ""
    mark: str = ""
    mode: str = ""
    type: Named | None = None
    severity: Named | None = None
    status: Named | None = None
    category: str = ""
    reported_at: datetime | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """At a glance: how severe, how it stands."""
        return tuple(each.words for each in (self.severity, self.status) if each)


def outward(incident: Incident) -> IncidentView:
    """What may leave of it, in the language that is on."""
    url = f"{settings.PUBLIC_URL}/incidents/{incident.number}/"
    bare = IncidentView(incident.pk, incident.reference, url, incident.is_discreet, incident.is_restricted)
    if incident.is_discreet:
        return bare
    return replace(
        bare,
        name=incident.name,
        summary=incident.summary,
        mark=privileged_mark() if incident.is_privileged else "",
        mode=incident.mode,
        type=_named(incident.type),
        severity=_named(incident.severity),
        status=_named(incident.status),
        category=incident.category,
        reported_at=incident.reported_at,
    )


def outward_of(id: str) -> IncidentView | None:
    """The same for whoever has its id alone, such as a reaction to an event. None where there is none."""
    incident = Incident.objects.filter(pk=id).first()
    return outward(incident) if incident else None


def _named(row: models.Model | None) -> Named | None:
    return Named(str(row.pk), str(row)) if row else None


def incident_card(id: str) -> Card | None:
    """For whatever carries notifications."""
    view = outward_of(id)
    return Card(view.reference, view.facts) if view else None
