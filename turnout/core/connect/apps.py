from django.apps import AppConfig


class Connect(AppConfig):
    name = "turnout.core.connect"
    label = "connect"
