"""How the tables lean on each other."""

from django.apps import apps
from django.db.models import Field

FLOORS = [
    ("core.lib",),
    ("core.jobs",),
    ("core.events",),
    ("core.people",),
    ("core.notify", "core.connect", "core.conditions"),
    ("core.blueprints",),
    ("incidents",),
    ("reviews",),
    ("demo",),
    ("web", "api", "integrations"),
]
OURS = [config for config in apps.get_app_configs() if config.name.startswith("turnout.")]


def floor(module: str) -> int:
    """The number of the floor a module is on; what isn't ours lies under the house."""
    for number, rooms in enumerate(FLOORS):
        if any(f"{module}.".startswith(f"turnout.{room}.") for room in rooms):
            return number
    assert not module.startswith("turnout."), f"{module} is on no floor: add it to FLOORS"
    return -1


def test_foreign_keys_point_down() -> None:
    upward = [
        str(field)
        for config in OURS
        for model in config.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, Field)
        and field.related_model
        # Events stand below people and name their actor through AUTH_USER_MODEL: the one exception.
        and str(field) != "events.RecordedEvent.actor"
        and floor(str(field.related_model.__module__)) > floor(config.name)  # type: ignore[union-attr]
    ]
    assert not upward, upward


def test_no_field_lists_its_choices() -> None:
    """A new kind of something would need a migration."""
    listing = [
        str(field)
        for config in OURS
        for model in config.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.choices
    ]
    assert not listing, listing
