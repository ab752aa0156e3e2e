from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Notify(AppConfig):
    name = "turnout.core.notify"
    label = "notify"

    def ready(self) -> None:
        """`notices` has a room's kinds and who may see its things."""
        autodiscover_modules("notices")
