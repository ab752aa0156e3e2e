from django.apps import AppConfig
from django.db.models import IntegerField

from turnout.core.lib.among import Among


class Lib(AppConfig):
    name = "turnout.core.lib"
    label = "lib"

    def ready(self) -> None:
        IntegerField.register_lookup(Among)
