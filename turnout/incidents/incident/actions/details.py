"""What an incident is: severity, name, summary, type, location."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.definitions.lifecycles import counterpart, lifecycle_of
from turnout.incidents.definitions.models import IncidentType, Severity, Status
from turnout.incidents.definitions.models.severities import is_worse
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident import search
from turnout.incidents.incident.actions.locking import UNCHECKED, compare, lock, touch
from turnout.incidents.incident.actions.timestamps import set_reached_timestamps
from turnout.incidents.incident.events import (
    NameChanged,
    PlaceChanged,
    SeverityChanged,
    SummaryChanged,
    TypeChanged,
)
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.incident import NAME_LENGTH

SUMMARY_LENGTH = 20_000
PLACE_LENGTH = 100


@transaction.atomic
def change_severity(
    incident: Incident, to: Severity, *, by: Person | None, was: Any = UNCHECKED, note: str = ""
) -> Incident:
    """Say how serious this is.

    was  the id of the severity the caller saw (None: not set); raises ChangedMeanwhile if it is another
    """
    incident = lock(incident)
    compare(incident, was=was, current=incident.severity_id, verb=SeverityChanged.verb)
    if incident.severity_id == to.pk:
        return incident
    before, worse = incident.severity, is_worse(to, incident.severity)
    incident.severity = to
    touch(incident, "severity")
    said = SeverityChanged(
        was=str(before) if before else "",
        was_id=before.pk if before else "",
        now=str(to),
        now_id=to.pk,
        note=note,
        worse=worse,
    )
    record(incident, said, by=by)
    return incident


@transaction.atomic
def rename_incident(incident: Incident, to: str, *, by: Person | None, was: Any = UNCHECKED) -> Incident:
    """Give it a better name. `was` is the name the caller saw."""
    to = " ".join(to.split())
    if not to:
        raise NotPossible(_("An incident needs a name."))
    if len(to) > NAME_LENGTH:
        raise NotPossible(
            _("A name has up to %(most)s characters; put the rest into the summary.") % {"most": NAME_LENGTH}
        )
    incident = lock(incident)
    compare(incident, was=was, current=incident.name, verb=NameChanged.verb)
    if incident.name == to:
        return incident
    before, incident.name = incident.name, to
    touch(incident, "name")
    search.index(incident)
    record(incident, NameChanged(was=before, now=to), by=by)
    return incident


@transaction.atomic
def change_summary(incident: Incident, to: str, *, by: Person | None, was: Any = UNCHECKED) -> Incident:
    """Rewrite the summary. `was` is the text the caller started from."""
    to = to.replace("\r\n", "\n").strip()
    if len(to) > SUMMARY_LENGTH:
        raise NotPossible(_("A summary has up to %(most)s characters.") % {"most": SUMMARY_LENGTH})
    incident = lock(incident)
    seen = was.replace("\r\n", "\n").strip() if isinstance(was, str) else was
    compare(incident, was=seen, current=incident.summary, verb=SummaryChanged.verb)
    if incident.summary == to:
        return incident
    before, incident.summary = incident.summary, to
    touch(incident, "summary")
    search.index(incident)
    record(incident, SummaryChanged(was=before, now=to), by=by)
    return incident


@transaction.atomic
def change_type(
    incident: Incident,
    to: IncidentType,
    *,
    by: Person | None,
    was: Any = UNCHECKED,
    status: Status | None = None,
) -> Incident:
    """Change the incident type. `was` is the id of the type the caller saw.

    status  its status in the lifecycle of the new type, of the same category; by default the nearest
    """
    incident = lock(incident)
    compare(incident, was=was, current=incident.type_id, verb=TypeChanged.verb)
    if incident.type_id == to.pk:
        return incident
    before = incident.type
    to = IncidentType.objects.get(pk=to.pk)  # its steps may have changed since the caller looked
    now = incident.status
    if now.lifecycle_id != lifecycle_of(to):
        now = status or counterpart(now, lifecycle_of(to))
        if now.category != incident.category or now.lifecycle_id != lifecycle_of(to) or now.is_retired:
            raise NotPossible(
                _("“%(status)s” isn't a step of this kind of incident. Choose one of its own.")
                % {"status": now.name}
            )
    moved = now.pk != incident.status_id
    incident.type, incident.discipline_id, incident.status = to, to.discipline_id, now
    touch(incident, "type", "discipline", "status")
    said = TypeChanged(
        was=before.name if before else "",
        was_id=before.pk if before else "",
        now=to.name,
        now_id=to.pk,
        status=now.name if moved else "",
        status_id=now.pk if moved else "",
    )
    record(incident, said, by=by)
    set_reached_timestamps(incident)
    return incident


@transaction.atomic
def change_place(incident: Incident, to: str, *, by: Person | None) -> Incident:
    """Say where it is."""
    to = " ".join(to.split())
    if len(to) > PLACE_LENGTH:
        raise NotPossible(_("A place has up to %(most)s characters.") % {"most": PLACE_LENGTH})
    incident = lock(incident)
    if incident.place == to:
        return incident
    before, incident.place = incident.place, to
    touch(incident, "place")
    search.index(incident)
    record(incident, PlaceChanged(was=before, now=to), by=by)
    return incident
