"""Timestamps beyond those every incident has, and durations from one to another."""

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Page, register
from turnout.core.values import ChoiceOrRef, Option, Ref, Text, Words
from turnout.incidents.blueprint.tables import of_table
from turnout.incidents.definitions.categories import ENTERED, categories
from turnout.incidents.definitions.models import Duration, Timestamp
from turnout.incidents.definitions.models.timestamps import BUILT_IN

ANY_STATUS = _("When the status first becomes one of this category")


def _settings_categories() -> list[Option]:
    return categories(ENTERED, prefix="category:", group=ANY_STATUS)


TIMESTAMPS = of_table(
    "timestamps",
    Timestamp,
    {
        "name": Text(
            most=60,
            required=True,
            label=_("Name"),
            help=_("Shown among the facts: Contained, People were told."),
        ),
        "lifecycle": Ref(
            to="lifecycles",
            label=_("For which incidents?"),
            none=_("All of them"),
            help=_("Those with this lifecycle."),
        ),
        "set_by": ChoiceOrRef(
            of=_settings_categories,
            prefix="status:",
            to="statuses",
            label=_("What sets it?"),
            none=_("Someone, by hand"),
            help=_("Only the first time counts. People can change it whenever they need to."),
        ),
    },
    columns={"lifecycle": "lifecycle_id"},
    title=_("Timestamps"),
    about=_("Timestamps beyond the ones every incident has"),
    page=Page(
        path="timestamps",
        icon="clock",
        summary=_("When things happened, and how long they took"),
        new=_("New timestamp"),
    ),
    formerly="times",
)


def _end(label: Words) -> ChoiceOrRef:
    return ChoiceOrRef(of=BUILT_IN, to="timestamps", required=True, label=label)


DURATIONS = of_table(
    "durations",
    Duration,
    {
        "name": Text(
            most=60,
            required=True,
            label=_("Name"),
            help=_("Shown among the facts once it's resolved: Time to contain."),
        ),
        "start": _end(_("From")),
        "end": _end(_("To")),
    },
    title=_("Durations"),
    about=_("From one timestamp to another"),
    page=Page(path="durations", listed_at="timestamps", new=_("New duration")),
)

register(TIMESTAMPS, DURATIONS)
