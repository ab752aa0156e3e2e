from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Blueprints(AppConfig):
    name = "turnout.core.blueprints"
    label = "blueprints"

    def ready(self) -> None:
        autodiscover_modules("blueprint")
