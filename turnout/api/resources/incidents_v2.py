"""/v2/incidents: find, look at, raise and edit incidents."""

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from turnout.api.actions.creating import create_incident
from turnout.api.actions.editing import edit_incident
from turnout.api.incident_bodies import CREATE, EDIT, changes, counted, refuse_deciding, wanted
from turnout.api.incident_filters import OLDEST, PARAMETERS
from turnout.api.incidents import complete
from turnout.api.inside import looked_at
from turnout.api.shapes.incident import INCIDENT, listed_incident
from turnout.api.shapes.issues import PROVIDER, name_of_issue
from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.paging import META, behind, cut, pages
from turnout.api.wire.query import WHERE
from turnout.api.wire.schema import Body, Listed, Shape, says
from turnout.api.wire.values import ignores
from turnout.core.lib.ids import is_id
from turnout.core.lib.revision_cache import RevisionCache
from turnout.core.people.permissions import Permission
from turnout.core.values import Link, YesNo
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.incident.models.revisions import CacheKey, cached_by_revision
from turnout.incidents.models import Incident
from turnout.incidents.room.actions.issues import connect_issue

TAG, PATH = "Incidents V2", "/v2/incidents"
_NUMBER = re.compile(r"[0-9]{1,9}")
_ONE = Shape("IncidentAnswer", incident=says(INCIDENT))


class _Said(NamedTuple):
    """An incident as the wire has it."""

    incident: Incident
    text: str

    @property
    def pk(self) -> str:
        return str(self.incident.pk)


SAID = RevisionCache[CacheKey, _Said](1000)


def _list(call: Call) -> Answer:
    size, oldest = call.query["page_size"], call.query["sort_by"] == OLDEST
    visible = Incident.objects.visible_to(call.reader)
    rows, order = (
        visible.filter(call.query[WHERE]),
        ("reported_at", "id") if oldest else ("-reported_at", "-id"),
    )
    if after := call.query["after"]:
        rows = rows.filter(behind(visible, order, after))
    rows = rows.order_by(*order)
    asked = [*rows.values_list("pk", "revision")[: size + 1]]
    page, meta = cut(cached_by_revision(SAID, rows, asked, _say, get_language()), size)
    looked_at((each.incident for each in page), call)
    return _listed([each.text for each in page], meta)


def _say(rows: IncidentQuerySet) -> Iterable[tuple[Incident, _Said]]:
    for each in complete(rows):
        yield each, _Said(each, json.dumps(listed_incident(each)))


def _listed(incidents: Iterable[str], meta: dict[str, Any]) -> HttpResponse:
    """A list put together from what is JSON already."""
    text = f'{{"incidents": [{", ".join(incidents)}], "pagination_meta": {json.dumps(meta)}}}'
    return HttpResponse(text, content_type="application/json")


def _show(call: Call) -> Answer:
    return _answer(call, _called(call.id))


def _called(id: str) -> Q:
    """By id, or by the number in its reference. Raises Http404 for what is neither."""
    if is_id(id):
        return Q(pk=id)
    if _NUMBER.fullmatch(id):
        return Q(number=int(id))
    raise Http404


def _answer(call: Call, which: Q) -> Answer:
    found = complete(Incident.objects.visible_to(call.reader).filter(which)).first()
    if found is None:
        raise Http404
    looked_at([found], call)
    return {"incident": INCIDENT.write(found)}


def _create(call: Call) -> Answer:
    """The same idempotency key gives the same incident, as it is by now."""
    asked = wanted(call.body)
    if not call.reader.may(Permission.INCIDENTS_RESPOND):
        refuse_deciding(asked)
    incident = create_incident(asked, key=call.body["idempotency_key"], by=call.by)
    is_new, reads = hasattr(incident, "known_times"), call.reader.may(Permission.INCIDENTS_VIEW)
    if is_new and not (incident.is_restricted and reads):  # whose key only reports reads what they sent
        return {"incident": INCIDENT.write(incident)}  # it was made as it stands
    return _answer(call, Q(pk=incident.pk))


def _edit(call: Call) -> Answer:
    """Only what is sent is changed."""
    visible = Incident.objects.visible_to(call.reader)
    found = visible.filter(pk=call.id).first() if is_id(call.id) else None
    if found is None:
        raise Http404
    asked = changes(call.body["incident"])
    edit_incident(found, asked, by=call.by if asked.call_url is None else call.person)
    return _answer(call, Q(pk=found.pk))


def _connect(call: Call) -> Answer:
    found = Incident.objects.visible_to(call.reader).filter(_called(call.id)).first()
    if found is None:
        raise Http404
    said = call.body
    connect_issue(
        found,
        said["url"],
        name_of_issue(said["url"]),
        system=said["provider"],
        replace=said["replace"],
        by=call.person,
    )
    return None


listing = Action(
    tag=TAG, name="List", method="GET", path=PATH, about=_("Incidents, the newest first."),
    permission=Permission.INCIDENTS_VIEW, do=_list, query=PARAMETERS.with_more(pages()),
    answers=Shape("IncidentList", incidents=says(Listed(INCIDENT)), pagination_meta=says(META)),
)  # fmt: skip
creating = Action(
    tag=TAG, name="Create", method="POST", path=PATH, about=_("Raise one."),
    permission=Permission.INCIDENTS_RAISE, do=_create, body=CREATE, answers=_ONE, counts=counted,
)  # fmt: skip
showing = Action(
    tag=TAG, name="Show", method="GET", path=f"{PATH}/{{id}}",
    about=_("One, by its id or the number in its reference."),
    permission=Permission.INCIDENTS_VIEW, do=_show, answers=_ONE,
)  # fmt: skip
editing = Action(
    tag=TAG, name="Edit", method="POST", path=f"{PATH}/{{id}}/actions/edit",
    about=_("Change what is sent, and nothing else."),
    permission=Permission.INCIDENTS_RESPOND, do=_edit, body=EDIT, answers=_ONE,
)  # fmt: skip
connecting = Action(
    tag=TAG, name="ConnectExternalIssue", method="POST", path=f"{PATH}/{{id}}/actions/connect_external_issue",
    about=_("Note the issue that it is in another tool."),
    permission=Permission.INCIDENTS_RESPOND, do=_connect, status=204,
    body=Body(
        name="IncidentIssue",
        parts={
            "provider": PROVIDER,
            "url": Link(required=True),
            "replace": YesNo(),
            "issue_template_id": ignores(),
        },
    ),
)  # fmt: skip
