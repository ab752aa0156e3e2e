from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from turnout.core.connect.capabilities import CAPABILITIES


class Connect(AppConfig):
    name = "turnout.core.connect"
    label = "connect"

    def ready(self) -> None:
        """Each `integrations/<name>/<capability>.py` makes itself known as it is imported."""
        autodiscover_modules("manifest", *CAPABILITIES)
