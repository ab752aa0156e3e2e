from django.apps import AppConfig

from turnout.core.lib.discovery import discover


class Blueprints(AppConfig):
    name = "turnout.core.blueprints"
    label = "blueprints"

    def ready(self) -> None:
        discover("blueprint", "sections")
