"""/v2/incident_activity_log_entries: what happened in an incident, from its log."""

from django.db.models import Q
from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from turnout.api.activity import activities
from turnout.api.inside import looked_at, with_its_streams
from turnout.api.shapes.activity import ACTIVITY, TYPE_OF
from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.paging import META, link_to_next, page_of, pages
from turnout.api.wire.query import Parameters
from turnout.api.wire.schema import Listed, Shape, says
from turnout.api.wire.values import Text
from turnout.core.events.models import RecordedEvent
from turnout.core.people.permissions import Permission
from turnout.core.values import Many

PATH = "/v2/incident_activity_log_entries"
MOST_IDS = 100
LONGEST_NUMBER = 18


def _list(call: Call) -> Answer:
    """The oldest first, those of its streams among them."""
    incidents = with_its_streams(call)
    rows = RecordedEvent.objects.filter(
        subject_kind="incident", subject_id__in=list(incidents), verb__in=TYPE_OF
    )
    if ids := call.query["id"]:
        rows = rows.filter(_named(ids))
    page, meta = page_of(rows, ("at", "pk"), size=call.query["page_size"], after=call.query["after"])
    if "after" in meta:
        meta["after"] = str(meta["after"])
    looked_at((incidents[row.subject_id] for row in page), call)
    said = [ACTIVITY.write(each) for each in activities([*page], incidents, call)]
    answer = JsonResponse({"incident_activity_log_entries": said, "pagination_meta": meta})
    if link := link_to_next(call.request, meta):
        answer["Link"] = link
    return answer


def _named(ids: tuple[str, ...]) -> Q:
    numbers = [each for each in ids if each.isascii() and each.isdigit() and len(each) <= LONGEST_NUMBER]
    return Q(pk__in=numbers)


listing = Action(
    tag="Incident Activity Log Entries V2", name="List", method="GET", path=PATH,
    about=_("What happened in an incident and its streams, the oldest first."),
    permission=Permission.INCIDENTS_VIEW, do=_list,
    query=Parameters(
        {
            "incident_id": Text(most=100, required=True),
            "id": Many(of=Text(most=100), most=MOST_IDS),
            **pages(),
        }
    ),
    answers=Shape(
        "ActivityLogEntryList",
        incident_activity_log_entries=says(Listed(ACTIVITY)),
        pagination_meta=says(META),
    ),
)  # fmt: skip
