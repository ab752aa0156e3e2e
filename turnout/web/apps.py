from django.apps import AppConfig


class Web(AppConfig):
    name = "turnout.web"
    label = "web"
