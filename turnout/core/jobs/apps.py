from django.apps import AppConfig


class Jobs(AppConfig):
    name = "turnout.core.jobs"
    label = "jobs"
