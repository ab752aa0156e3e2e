"""What an organization defined is there for everyone to know."""

from django.db.models import Model

from turnout.core.events.subjects import everyone, subject
from turnout.incidents.definitions.models import (
    Discipline,
    Duration,
    IncidentType,
    Lifecycle,
    Role,
    Severity,
    Status,
    Timestamp,
)

DEFINITIONS: tuple[type[Model], ...] = (
    Discipline,
    Duration,
    IncidentType,
    Lifecycle,
    Role,
    Severity,
    Status,
    Timestamp,
)
for model in DEFINITIONS:
    subject(model, may_see=everyone)
