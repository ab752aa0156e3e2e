from django.apps import AppConfig

from turnout.core.lib.discovery import discover


class Events(AppConfig):
    name = "turnout.core.events"
    label = "events"

    def ready(self) -> None:
        discover("events", "subjects", "consequences", "reactions", "ticks")
