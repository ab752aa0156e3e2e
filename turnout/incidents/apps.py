from django.apps import AppConfig


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
