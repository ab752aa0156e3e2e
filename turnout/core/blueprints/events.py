"""What can happen to the settings as a whole."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.areas import area
from turnout.core.events.types import Event, Words, event

BLUEPRINTS = area("blueprints", _("Blueprints and packs"))


@event
@dataclass(frozen=True, kw_only=True)
class BlueprintApplied(Event):
    """Someone changed settings by a blueprint; each change has an event of its own besides."""

    verb = "blueprint.applied"
    sentence = _("{who} applied the blueprint {name}")
    icon = "file-code"
    area = BLUEPRINTS

    name: Words
    added: int = 0
    changed: int = 0
    removed: int = 0
