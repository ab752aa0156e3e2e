"""What can happen here: each class is the whole truth about its event."""

from turnout.incidents.incident.events.details import (
    NameChanged,
    PlaceChanged,
    SeverityChanged,
    SummaryChanged,
    TimesChanged,
    TypeChanged,
)
from turnout.incidents.incident.events.endings import NearMissNoted, ReporterLeftWaiting, ReporterTold
from turnout.incidents.incident.events.exercises import ExerciseMadeReal, RealMadeExercise
from turnout.incidents.incident.events.life import (
    IncidentAccepted,
    IncidentCanceled,
    IncidentDeclined,
    IncidentImported,
    IncidentMerged,
    IncidentRaised,
    IncidentReopened,
    IncidentResolved,
    IncidentTakenOut,
    IncidentTookIn,
    StatusChanged,
)

__all__ = [
    "ExerciseMadeReal",
    "IncidentAccepted",
    "IncidentCanceled",
    "IncidentDeclined",
    "IncidentImported",
    "IncidentMerged",
    "IncidentRaised",
    "IncidentReopened",
    "IncidentResolved",
    "IncidentTakenOut",
    "IncidentTookIn",
    "NameChanged",
    "NearMissNoted",
    "PlaceChanged",
    "RealMadeExercise",
    "ReporterLeftWaiting",
    "ReporterTold",
    "SeverityChanged",
    "StatusChanged",
    "SummaryChanged",
    "TimesChanged",
    "TypeChanged",
]
