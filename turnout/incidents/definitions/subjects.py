"""What an organization defined is there for everyone to know."""

from django.apps import apps

from turnout.core.events.subjects import everyone, subject
from turnout.incidents.definitions.models.definition import Definition

for model in apps.get_models():
    if issubclass(model, Definition):
        subject(model, may_see=everyone)
