from django.apps import AppConfig

from turnout.core.lib.discovery import discover


class Incidents(AppConfig):
    name = "turnout.incidents"
    label = "incidents"
    wings = (
        "definitions",
        "incident",
        "access",
        "fields",
        "reporters",
        "room",
        "audience",
        "raising",
        "lists",
    )

    def ready(self) -> None:
        discover("acts")
