from django.apps import AppConfig

from turnout.core.lib.discovery import discover


class Notify(AppConfig):
    name = "turnout.core.notify"
    label = "notify"

    def ready(self) -> None:
        """`notices` has a room's kinds of notification."""
        discover("notices")
