"""/v2/incident_timestamps: the times incidents have."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.definitions import TIMESTAMP, timestamps
from turnout.api.wire.operation import Action, Call
from turnout.api.wire.schema import Listed, Shape, says
from turnout.core.people.permissions import Permission

TAG, PATH = "Incident Timestamps V2", "/v2/incident_timestamps"


def _list(call: Call) -> dict[str, object]:
    return {"incident_timestamps": [TIMESTAMP.write(each) for each in timestamps().values()]}


def _show(call: Call) -> dict[str, object]:
    found = timestamps().get(call.id)
    if found is None:
        raise Http404
    return {"incident_timestamp": TIMESTAMP.write(found)}


listing = Action(
    tag=TAG, name="List", method="GET", path=PATH,
    about=_("The times every incident has, then your organization's own."),
    permission=Permission.INCIDENTS_VIEW, do=_list,
    answers=Shape("IncidentTimestampList", incident_timestamps=says(Listed(TIMESTAMP))),
)  # fmt: skip
showing = Action(
    tag=TAG, name="Show", method="GET", path=f"{PATH}/{{id}}", about=_("One of them."),
    permission=Permission.INCIDENTS_VIEW, do=_show,
    answers=Shape("IncidentTimestampAnswer", incident_timestamp=says(TIMESTAMP)),
)  # fmt: skip
