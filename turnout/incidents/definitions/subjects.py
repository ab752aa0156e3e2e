"""What an organization defined is there for everyone to know."""

from django.db.models import Model

from turnout.core.events.subjects import everyone, subject
from turnout.incidents.definitions.actions.tables import TABLES
from turnout.incidents.definitions.models import Lifecycle

DEFINITIONS: tuple[type[Model], ...] = (*TABLES, Lifecycle)
for model in DEFINITIONS:
    subject(model, may_see=everyone)
