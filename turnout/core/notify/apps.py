from django.apps import AppConfig


class Notify(AppConfig):
    name = "turnout.core.notify"
    label = "notify"
