from django.apps import AppConfig


class Lib(AppConfig):
    name = "turnout.core.lib"
    label = "lib"
