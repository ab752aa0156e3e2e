from django.apps import AppConfig


class Incidents(AppConfig):
    name = "turnout.incidents"
    label = "incidents"
