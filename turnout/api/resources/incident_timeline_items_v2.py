"""/v2/incident_timeline_items: what mattered, when it happened; marked in the log, or noted by hand."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api.inside import incident_of, looked_at, of_visible, with_its_streams
from turnout.api.shapes.timeline import ITEM, Item, listed, marked, noted
from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.paging import META, cut, link_to_next, pages, unknown_place
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import found_by_id
from turnout.api.wire.schema import Body, Given, Listed, Shape, says
from turnout.api.wire.values import Moment, Text
from turnout.core.events.models import RecordedEvent
from turnout.core.people.permissions import Permission
from turnout.core.values import Reading
from turnout.core.values.faults import IS_REQUIRED
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Pin, TimelineItem
from turnout.incidents.room.actions.noting import (
    DESCRIPTION_LENGTH,
    TITLE_LENGTH,
    change_timeline_item,
    note_timeline_item,
)
from turnout.incidents.room.actions.resending import RequestKey
from turnout.incidents.room.timeline import entries_of

TAG, PATH = "Incident Timeline Items V2", "/v2/incident_timeline_items"
LONGEST_NUMBER = 18
Rows = QuerySet[Any]


def _list(call: Call) -> Answer:
    """By when it happened, those of streams among them."""
    incidents, size = with_its_streams(call), call.query["page_size"]
    pins = Pin.objects.filter(incident__in=incidents).annotate(happened_at=F("event__at"))
    items = TimelineItem.objects.filter(incident__in=incidents).annotate(happened_at=F("at"))
    if after := call.query["after"]:
        pins, items = _behind(pins, items, after)
    found: list[Any] = [
        *pins.select_related("by").order_by("happened_at", "pk")[: size + 1],
        *items.select_related("author").order_by("happened_at", "pk")[: size + 1],
    ]
    page, meta = cut(sorted(found, key=lambda row: row.happened_at), size)  # of two at a time, pins are first
    if "after" in meta:
        meta["after"] = str(meta["after"])
    for row in page:
        row.incident = incidents[row.incident_id]
    looked_at((row.incident for row in page), call)
    said = [ITEM.write(listed(each)) for each in _items(page)]
    answer = JsonResponse({"incident_timeline_items": said, "pagination_meta": meta})
    if link := link_to_next(call.request, meta):
        answer["Link"] = link
    return answer


def _behind(pins: Rows, items: Rows, after: str) -> tuple[Rows, Rows]:
    """Those after the one with this id, which is a number for pins."""
    is_pin = after.isascii() and after.isdigit() and len(after) <= LONGEST_NUMBER
    among = pins if is_pin else items
    at = among.filter(pk=after).values_list("happened_at", flat=True).first()
    if at is None:
        raise unknown_place()
    later, same = Q(happened_at__gt=at), Q(happened_at=at)
    if is_pin:
        return pins.filter(later | (same & Q(pk__gt=after))), items.filter(later | same)
    return pins.filter(later), items.filter(later | (same & Q(pk__gt=after)))


def _items(rows: Sequence[Any]) -> Iterator[Item]:
    marks = [row for row in rows if isinstance(row, Pin)]
    events = list(RecordedEvent.objects.filter(pk__in=[mark.event_id for mark in marks]))
    entries = {each.id: each for each in entries_of(marks[0].incident, events)} if marks else {}
    for row in rows:
        yield marked(row, entries[row.event_id]) if isinstance(row, Pin) else noted(row)


def _create(call: Call) -> Answer:
    said = call.body
    item = note_timeline_item(
        incident_of(call),
        said["title"],
        said["description"],
        at=said["timestamp"],
        token=RequestKey(f"api:{said['idempotency_key']}"),
        by=call.person,
    )
    return _answer(item, call)


def _update(call: Call) -> Answer:
    """Only what is sent is changed."""
    if call.id.isascii() and call.id.isdigit() and len(call.id) <= LONGEST_NUMBER:
        if not of_visible(Pin.objects.filter(pk=call.id), call).exists():
            raise Http404
        raise NotPossible(_("This is an entry of the log that someone pinned: it says what happened then."))
    visible = of_visible(TimelineItem.objects.select_related("incident", "author"), call)
    item, said = found_by_id(visible, call.id), call.body
    changed = change_timeline_item(
        item,
        title=said.get("title", item.title),
        description=said.get("description", item.description),
        at=said.get("timestamp", item.at),
        by=call.person,
    )
    return _answer(changed, call)


def _answer(item: TimelineItem, call: Call) -> Answer:
    looked_at([item.incident], call)
    return {"incident_timeline_item": ITEM.write(noted(item))}


def _has_a_time(said: Given, reading: Reading) -> None:
    if "timestamp" in said and said["timestamp"] is None:
        reading.within("timestamp").fault(said, IS_REQUIRED, _("Say when it happened."))


_ANSWER = Shape("IncidentTimelineItemAnswer", incident_timeline_item=says(ITEM))
_SAID = {"title": Text(most=TITLE_LENGTH, required=True), "description": Text(most=DESCRIPTION_LENGTH)}

listing = Action(
    tag=TAG, name="List", method="GET", path=PATH,
    about=gettext_lazy("What mattered in an incident and its streams, in the order it happened."),
    permission=Permission.INCIDENTS_VIEW, do=_list,
    query=Parameters({"incident_id": Text(most=100, required=True), **pages()}),
    answers=Shape(
        "IncidentTimelineItemList",
        incident_timeline_items=says(Listed(ITEM)),
        pagination_meta=says(META),
    ),
)  # fmt: skip
creating = Action(
    tag=TAG, name="Create", method="POST", path=PATH,
    about=gettext_lazy("Note something that happened."), status=201,
    permission=Permission.INCIDENTS_RESPOND, do=_create, answers=_ANSWER,
    body=Body(
        name="IncidentTimelineItemCreate",
        parts={
            "incident_id": Text(most=100, required=True),
            "idempotency_key": Text(most=200, required=True),
            **_SAID,
            "timestamp": Moment(required=True),
        },
        check=_has_a_time,
    ),
)  # fmt: skip
updating = Action(
    tag=TAG, name="Update", method="PATCH", path=f"{PATH}/{{id}}",
    about=gettext_lazy("Correct what was noted by hand, or when it was."),
    permission=Permission.INCIDENTS_RESPOND, do=_update, answers=_ANSWER,
    body=Body(
        name="IncidentTimelineItemUpdate",
        parts={**_SAID, "title": Text(most=TITLE_LENGTH), "timestamp": Moment()},
        partly=True,
        check=_has_a_time,
    ),
)  # fmt: skip
