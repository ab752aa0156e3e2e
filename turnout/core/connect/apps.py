from django.apps import AppConfig

from turnout.core.connect.capabilities import CAPABILITIES
from turnout.core.lib.discovery import discover


class Connect(AppConfig):
    name = "turnout.core.connect"
    label = "connect"

    def ready(self) -> None:
        """Each `integrations/<name>/<capability>.py` makes itself known as it is imported."""
        discover("manifest", *CAPABILITIES)
