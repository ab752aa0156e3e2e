from django.apps import AppConfig


class Api(AppConfig):
    name = "turnout.api"
    label = "api"
