"""Saying that an exercise is real, and taking that back."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.definitions.lifecycles import first_status
from turnout.incidents.definitions.models import StatusCategory
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.feedback import FEEDBACK_FIELDS, schedule_feedback
from turnout.incidents.incident.actions.lifecycle import enter
from turnout.incidents.incident.actions.locking import lock, touch
from turnout.incidents.incident.events import ExerciseMadeReal, RealMadeExercise
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.modes import EXERCISE, STANDARD
from turnout.incidents.incident.own_case import refuse_own_case


@transaction.atomic
def make_real(incident: Incident, *, by: Person | None) -> Incident:
    """It isn't an exercise. Anyone who sees it may say so: everyone is told as if it were reported now, and
    one that had ended waits in triage again."""
    incident = lock(incident)
    if not incident.is_exercise:
        raise NotPossible(_("This is real already."))
    incident.mode = STANDARD
    schedule_feedback(incident)
    touch(incident, "mode", *FEEDBACK_FIELDS)
    if incident.is_open:
        record(incident, ExerciseMadeReal(), by=by)
        return incident
    incident.merged_into = None
    triage = first_status(StatusCategory.TRIAGE, incident.type)
    return enter(incident, triage, by=by, meaning=ExerciseMadeReal())


@transaction.atomic
def make_exercise_again(incident: Incident, *, by: Person) -> Incident:
    """The lead takes that back: nothing else that is real can become an exercise."""
    incident = lock(incident)
    if incident.is_exercise or not was_exercise(incident):
        raise NotPossible(_("This was never an exercise."))
    refuse_own_case(incident, by)
    if incident.lead != by:
        raise NotPossible(_("Only the lead can say that it's an exercise after all."))
    incident.mode = EXERCISE
    schedule_feedback(incident)
    touch(incident, "mode", *FEEDBACK_FIELDS)
    record(incident, RealMadeExercise(), by=by)
    return incident


def was_exercise(incident: Incident) -> bool:
    """Whether it was reported as an exercise and somebody said that it's real."""
    said = RecordedEvent.objects.filter(subject_id=incident.pk, verb=ExerciseMadeReal.verb)
    return said.exists()
