"""Custom lifecycles, timestamps and durations, as a blueprint sets them."""

from django.utils.translation import gettext_lazy

from turnout.core.blueprints.settings import Data, Setting, register
from turnout.core.people.models import Person
from turnout.core.values import Choice, ChoiceOrRef, Group, Key, Many, Ref, Text
from turnout.incidents.blueprint.kinds import words
from turnout.incidents.definitions.actions.statuses import add_lifecycle, remove_lifecycle, rename_lifecycle
from turnout.incidents.definitions.models import Duration, Lifecycle, Status, StatusCategory, Timestamp
from turnout.incidents.definitions.models.lifecycles import DEFAULT_LIFECYCLE
from turnout.incidents.definitions.models.timestamps import BUILT_IN
from turnout.incidents.incident.actions.replacing import set_steps


def _lifecycles() -> dict[str, Data]:
    own = Lifecycle.objects.exclude(key=DEFAULT_LIFECYCLE)
    found: dict[str, Data] = {each.key: {"name": each.name, "statuses": []} for each in own}
    steps = Status.objects.filter(lifecycle__in=found, is_retired=False).order_by("rank", "pk")
    for each in steps:
        found[each.lifecycle.key]["statuses"].append(
            {"key": each.key, "name": each.name, "meaning": each.meaning, "category": each.category}
        )
    return found


def _add(key: str, data: Data, by: Person | None) -> None:
    set_steps(add_lifecycle(data["name"], key=key, by=by), data["statuses"], by=by)


def _change(key: str, data: Data, by: Person | None) -> None:
    lifecycle = rename_lifecycle(Lifecycle.objects.get(key=key), data["name"], by=by)
    set_steps(lifecycle, data["statuses"], by=by)


LIFECYCLES = Setting(
    section="lifecycles",
    title=gettext_lazy("Lifecycles"),
    about=gettext_lazy(
        "Custom lifecycles, for types that need their own wording. Each needs a status in every category; "
        "keys of statuses must be unique"
    ),
    fields={
        "name": Text(most=60, required=True),
        "statuses": Many(
            formerly="steps",
            required=True,
            of=Group(
                parts={
                    "key": Key(),
                    "name": Text(most=60, required=True),
                    "meaning": Text(most=300),
                    "category": Choice(of=lambda: [each.value for each in StatusCategory], required=True),
                }
            ),
        ),
    },
    present=_lifecycles,
    add=_add,
    change=_change,
    remove=lambda key, by: remove_lifecycle(Lifecycle.objects.get(key=key), by=by),
    after=("statuses",),
    offers=lambda data: [("statuses", step["key"]) for step in data["statuses"]],
)
TIMES = words(
    "timestamps",
    gettext_lazy("Timestamps"),
    Timestamp,
    gettext_lazy("Timestamps beyond the ones every incident has"),
    {
        "name": ("name", Text(most=60, required=True)),
        "lifecycle": (
            "lifecycle_id",
            Ref(to="lifecycles", help=gettext_lazy("Only for incidents with this lifecycle")),
        ),
        "set_by": (
            "set_by",
            ChoiceOrRef(
                of=lambda: [f"category:{each.value}" for each in StatusCategory],
                prefix="status:",
                to="statuses",
                help=gettext_lazy("What sets it automatically; empty for by hand"),
            ),
        ),
    },
    formerly="times",
)
_moment = ChoiceOrRef(of=lambda: list(BUILT_IN), prefix="", to="timestamps", required=True)
DURATIONS = words(
    "durations",
    gettext_lazy("Durations"),
    Duration,
    gettext_lazy("From one timestamp to another"),
    {
        "name": ("name", Text(most=60, required=True)),
        "start": ("start", _moment),
        "end": ("end", _moment),
    },
)

register(LIFECYCLES, TIMES, DURATIONS)
