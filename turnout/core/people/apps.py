from django.apps import AppConfig


class People(AppConfig):
    name = "turnout.core.people"
    label = "people"
