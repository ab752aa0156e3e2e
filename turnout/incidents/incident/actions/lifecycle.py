"""Where an incident is in its life: accept, decline, change status, resolve, reopen, cancel, close."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.events.types import Event
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.definitions.lifecycles import first_status, lifecycle_of
from turnout.incidents.definitions.models import Status, StatusCategory
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.feedback import FEEDBACK_FIELDS, note_feedback
from turnout.incidents.incident.actions.locking import UNCHECKED, compare, lock, touch
from turnout.incidents.incident.actions.timestamps import set_reached_timestamps
from turnout.incidents.incident.events import (
    IncidentAccepted,
    IncidentCanceled,
    IncidentDeclined,
    IncidentReopened,
    IncidentResolved,
    NearMissNoted,
    StatusChanged,
)
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.endings import NEAR_MISS
from turnout.incidents.incident.models.modes import RETROSPECTIVE
from turnout.incidents.incident.own_case import refuse_own_case

OVER = (StatusCategory.LEARNING, StatusCategory.CLOSED)


@transaction.atomic
def accept_incident(incident: Incident, *, by: Person | None, note: str = "") -> Incident:
    """Triage agrees: the incident goes live; what was over when it was reported is learned from next."""
    incident = lock(incident)
    if incident.category != StatusCategory.TRIAGE:
        raise NotPossible(
            _("This has left triage already: it is “%(status)s”.") % {"status": incident.status.name}
        )
    over = incident.mode == RETROSPECTIVE
    to = first_status(StatusCategory.LEARNING if over else StatusCategory.LIVE, incident.type)
    incident.merged_into = None
    return enter(incident, to, by=by, meaning=IncidentAccepted(note=note, status=to.name, status_id=to.pk))


@transaction.atomic
def decline_incident(incident: Incident, *, by: Person | None, note: str = "") -> Incident:
    """Triage decides that this is not an incident."""
    incident = lock(incident)
    refuse_own_case(incident, by)
    if incident.category != StatusCategory.TRIAGE:
        raise NotPossible(
            _("This has left triage already: it is “%(status)s”.") % {"status": incident.status.name}
        )
    return _enter(incident, first_status(StatusCategory.DECLINED, incident.type), by=by, note=note)


@transaction.atomic
def note_near_miss(incident: Incident, *, by: Person | None, note: str = "") -> Incident:
    """Nothing bad came of it, though it could have. Straight from triage it is done with (and can still be
    reviewed); what was worked on goes on to be learned from."""
    incident = lock(incident)
    refuse_own_case(incident, by)
    if not incident.is_open:
        raise NotPossible(_("This is over already: it is “%(status)s”.") % {"status": incident.status.name})
    in_triage = incident.category == StatusCategory.TRIAGE
    to = first_status(StatusCategory.CLOSED if in_triage else StatusCategory.LEARNING, incident.type)
    incident.merged_into = None
    return enter(
        incident,
        to,
        by=by,
        meaning=NearMissNoted(note=note, status=to.name, status_id=to.pk),
        outcome=NEAR_MISS,
    )


@transaction.atomic
def change_status(
    incident: Incident, to: Status, *, by: Person | None, was: Any = UNCHECKED, note: str = ""
) -> Incident:
    """Move to any status. What the move means (accepted, resolved, reopened …) follows from its category.

    was  the id of the status the caller saw; raises ChangedMeanwhile if it is another by now
    """
    incident = lock(incident)
    compare(incident, was=was, current=incident.status_id, verb=StatusChanged.verb)
    if to.pk == incident.status_id:
        return incident
    if not to.is_open:
        refuse_own_case(incident, by)
    if to.category == StatusCategory.MERGED:
        raise NotPossible(_("Merge an incident into another one instead of setting this status."))
    if to.is_retired or to.lifecycle_id != lifecycle_of(incident.type):
        raise NotPossible(
            _("“%(status)s” isn't a step of this kind of incident. Choose one of its own.")
            % {"status": to.name}
        )
    return _enter(incident, to, by=by, note=note)


@transaction.atomic
def resolve_incident(incident: Incident, *, by: Person | None, note: str = "") -> Incident:
    """The incident is over. Open actions stay, to be finished or turned into follow-ups."""
    incident = lock(incident)
    refuse_own_case(incident, by)
    if not incident.is_open:
        raise NotPossible(_("This is over already: it is “%(status)s”.") % {"status": incident.status.name})
    return _enter(incident, first_status(StatusCategory.LEARNING, incident.type), by=by, note=note)


@transaction.atomic
def reopen_incident(incident: Incident, *, by: Person | None, note: str = "") -> Incident:
    """It isn't over after all."""
    incident = lock(incident)
    if incident.is_open:
        raise NotPossible(_("This is still open."))
    return _enter(incident, first_status(StatusCategory.LIVE, incident.type), by=by, note=note)


@transaction.atomic
def cancel_incident(incident: Incident, *, by: Person | None, note: str = "") -> Incident:
    """It was reported by mistake, or is handled elsewhere."""
    incident = lock(incident)
    refuse_own_case(incident, by)
    if not incident.is_open:
        raise NotPossible(_("This is over already: it is “%(status)s”.") % {"status": incident.status.name})
    return _enter(incident, first_status(StatusCategory.CANCELED, incident.type), by=by, note=note)


@transaction.atomic
def close_incident(incident: Incident, *, by: Person | None, note: str = "") -> Incident:
    """The review is done; there is nothing more to do."""
    incident = lock(incident)
    refuse_own_case(incident, by)
    if incident.category == StatusCategory.CLOSED:
        raise NotPossible(_("This is closed already."))
    return _enter(incident, first_status(StatusCategory.CLOSED, incident.type), by=by, note=note)


def _enter(incident: Incident, to: Status, *, by: Person | None, note: str) -> Incident:
    incident.merged_into = None  # whatever it becomes, it is on its own again
    meaning = _meaning(incident.status, incident.category, incident.is_open, to, note)
    return enter(incident, to, by=by, meaning=meaning)


def enter(
    incident: Incident, to: Status, *, by: Person | None, meaning: Event, outcome: str | None = None
) -> Incident:
    """Part of a verb: set the status, stamp the times that follow from it, and record what the move means.

    incident  locked; what it is merged into is saved with the move
    outcome   what it came to, where its category doesn't say; kept from being learned from to being closed
    """
    stays_over = incident.category in OVER and to.category in OVER
    incident.outcome = incident.outcome if stays_over else outcome
    incident.status, incident.category = to, to.category
    now = clock.now()
    if to.category in (StatusCategory.LIVE, StatusCategory.PAUSED, *OVER) and incident.accepted_at is None:
        incident.accepted_at = now
    if incident.is_open:
        incident.resolved_at = incident.closed_at = None
    else:
        incident.next_update_at = incident.late_reminder_at = None
        if to.category in OVER and incident.resolved_at is None:
            incident.resolved_at = now
        if to.category != StatusCategory.LEARNING:
            incident.closed_at = now
    note_feedback(incident, meaning)
    touch(
        incident,
        "outcome",
        *FEEDBACK_FIELDS,
        "status",
        "category",
        "accepted_at",
        "resolved_at",
        "closed_at",
        "next_update_at",
        "late_reminder_at",
        "merged_into",
    )
    record(incident, meaning, by=by)
    set_reached_timestamps(incident)
    return incident


def _meaning(was: Status, was_category: str, was_open: bool, to: Status, note: str) -> Event:
    if was_category == StatusCategory.TRIAGE and to.category == StatusCategory.LIVE:
        return IncidentAccepted(note=note, status=to.name, status_id=to.pk)
    if to.category == StatusCategory.DECLINED:
        return IncidentDeclined(note=note)
    if to.category == StatusCategory.CANCELED:
        return IncidentCanceled(note=note)
    if was_open and to.category in OVER:
        return IncidentResolved(note=note)
    if not was_open and to.is_open:
        return IncidentReopened(note=note, was=was.name, was_id=was.pk)
    return StatusChanged(
        was=was.name, was_id=was.pk, now=to.name, now_id=to.pk, category=to.category, note=note
    )
