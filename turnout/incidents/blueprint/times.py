"""Times to know of incidents and what is measured by them, as a blueprint sets them."""

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.fields import Ref, Text
from turnout.core.blueprints.kinds import register
from turnout.incidents.blueprint.kinds import words
from turnout.incidents.models import Duration, Timestamp

TIMES = words(
    "times",
    _("When it was"),
    Timestamp,
    _("Times to know of incidents, besides those all have"),
    {
        "name": ("name", Text(most=60, required=True)),
        "lifecycle": ("lifecycle_id", Ref(to="lifecycles", about=_("Only for these; else for all"))),
        "set_by": (
            "set_by",
            Text(
                most=60,
                about=_("category:live or status:fixing sets it when it comes there; else by hand"),
            ),
        ),
    },
    after=("statuses", "lifecycles"),
)
DURATIONS = words(
    "durations",
    _("How long it took"),
    Duration,
    _("From one time to another: started_at, reported_at, accepted_at, resolved_at, closed_at or a key"),
    {
        "name": ("name", Text(most=60, required=True)),
        "start": ("start", Text(most=40, required=True)),
        "end": ("end", Text(most=40, required=True)),
    },
    after=("times",),
)

register(TIMES, DURATIONS)
