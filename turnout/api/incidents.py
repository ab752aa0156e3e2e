"""/v2/incidents: find, look at and raise incidents."""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from turnout.api import shapes
from turnout.api.actions.creating import Wanted, create_incident
from turnout.api.entries import entries
from turnout.api.errors import forbidden
from turnout.api.filters import MODES, filters_of, oldest_first
from turnout.api.guard import ApiRequest, token_guard
from turnout.api.paging import cut, page_size, unknown_place
from turnout.api.reading import Fields, json_body
from turnout.core.lib.cached_tables import cached_table
from turnout.core.lib.ids import is_id
from turnout.core.lib.revision_cache import RevisionCache
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.fields.models.fields import with_values
from turnout.incidents.incident.actions.details import SUMMARY_LENGTH
from turnout.incidents.incident.actions.looks import API, note_looks
from turnout.incidents.incident.actions.timestamps import BEGAN
from turnout.incidents.incident.models.incident import RETROSPECTIVE, IncidentQuerySet
from turnout.incidents.incident.models.revisions import CacheKey, cached_by_revision
from turnout.incidents.models import (
    Incident,
    IncidentType,
    Role,
    Severity,
    Status,
    Timestamp,
)

OVER = "resolved_at"
LONGEST_NAME = 1000  # what doesn't fit goes on top of the summary
LONGEST_KEY = 200
MOST_HOLDERS = 20
NOT_YET = ("external_id", "postmortem_document_url")  # of retrospective_incident_options
_NUMBER = re.compile(r"[0-9]{1,9}")


@token_guard(Permission.INCIDENTS_VIEW)
def list(request: ApiRequest) -> HttpResponse:
    size, oldest = page_size(request), oldest_first(request)
    visible = Incident.objects.visible_to(request.user)
    rows = visible.filter(filters_of(request))
    if request.GET.get("after"):
        rows = _after(rows, visible, request.GET["after"], oldest)
    rows = rows.order_by("reported_at", "id") if oldest else rows.newest_first()
    asked = [*rows.values_list("pk", "revision")[: size + 1]]
    page, meta = cut(cached_by_revision(SAID, rows, asked, _say, get_language()), size)
    note_looks([each.incident for each in page], by=request.user, door=API)
    return _listed([each.text for each in page], meta)


class _Said(NamedTuple):
    """An incident as the wire has it."""

    incident: Incident
    text: str

    @property
    def pk(self) -> str:
        return str(self.incident.pk)


SAID = RevisionCache[CacheKey, _Said](1000)


def _say(rows: IncidentQuerySet) -> Iterable[tuple[Incident, _Said]]:
    for each in with_values(rows.with_labels()):
        yield each, _Said(each, json.dumps(shapes.listed_incident(each)))


def _listed(incidents: Iterable[str], meta: dict[str, Any]) -> HttpResponse:
    """A list put together from what is JSON already."""
    text = f'{{"incidents": [{", ".join(incidents)}], "pagination_meta": {json.dumps(meta)}}}'
    return HttpResponse(text, content_type="application/json")


def _after(rows: IncidentQuerySet, visible: IncidentQuerySet, id: str, oldest: bool) -> IncidentQuerySet:
    """The rows behind this one, in the order of the list."""
    last = visible.filter(pk=id).values_list("reported_at", flat=True).first() if is_id(id) else None
    if last is None:
        raise unknown_place()
    side = "gt" if oldest else "lt"
    behind = Q(**{f"reported_at__{side}": last}) | Q(reported_at=last, **{f"id__{side}": id})
    return rows.filter(behind, **{f"reported_at__{side}e": last})  # the second lets the index find the place


@token_guard(Permission.INCIDENTS_VIEW)
def show(request: ApiRequest, id: str) -> JsonResponse:
    """By id, or by the number in its reference."""
    if is_id(id):
        return answer(request.user, Q(pk=id))
    if _NUMBER.fullmatch(id):
        return answer(request.user, Q(number=int(id)))
    raise Http404


@token_guard(Permission.INCIDENTS_RAISE, methods=("POST",))
def create(request: ApiRequest) -> JsonResponse:
    """The same idempotency key gives the same incident, as it is by now."""
    fields = Fields(json_body(request))
    key = fields.text("idempotency_key", longest=LONGEST_KEY, required=True)
    wanted = _wanted(fields)
    fields.check()
    if not request.user.may(Permission.INCIDENTS_RESPOND):
        _only_report(wanted)
    incident = create_incident(wanted, key=key, by=request.user)
    is_known = hasattr(incident, "known_times") and not incident.is_restricted
    if is_known and request.user.may(Permission.INCIDENTS_VIEW):
        return JsonResponse({"incident": shapes.incident(incident)})  # it was made as it stands
    return answer(request.user, Q(pk=incident.pk))


def _only_report(wanted: Wanted) -> None:
    """What happens with an incident is for responders to say."""
    asked = {
        "incident_status_id": wanted.status,
        "incident_role_assignments": wanted.holders,
        "incident_timestamp_values": wanted.times,
    }
    for field, value in asked.items():
        if value:
            raise forbidden(_("The person this token belongs to may report, but not set this."), field)


def answer(person: Person, which: Q) -> JsonResponse:
    incident = with_values(Incident.objects.visible_to(person).filter(which).with_labels()).first()
    if incident is None:
        raise Http404
    note_looks([incident], by=person, door=API)
    return JsonResponse({"incident": shapes.incident(incident)})


def _wanted(fields: Fields) -> Wanted:
    _refuse_what_would_be_lost(fields)
    mode = fields.choice("mode", MODES, default="standard")
    times = _times(fields, mode)
    return Wanted(
        name=fields.text("name", longest=LONGEST_NAME, required=True),
        summary=fields.text("summary", longest=SUMMARY_LENGTH),
        type=fields.row("incident_type_id", IncidentType.objects.all())
        or IncidentType.objects.filter(key="unsure").first(),
        severity=fields.row("severity_id", Severity.objects.all()),
        status=fields.row("incident_status_id", Status.objects.all()),
        private=fields.choice("visibility", ("public", "private")) == "private",
        mode=mode,
        started_at=times.pop(BEGAN, None),
        resolved_at=times.pop(OVER, None),
        times=times,
        holders=_holders(fields),
        fields=entries(fields),
    )


def _refuse_what_would_be_lost(fields: Fields) -> None:
    """What Turnout can't keep yet is said, not dropped in silence. Slack's fields are let be."""
    options = fields.within("retrospective_incident_options")
    for name in NOT_YET:
        if options.values.get(name):
            options.fault(name, "not_supported", _("Turnout can't set this yet."))


def _times(fields: Fields, mode: str) -> dict[str, datetime]:
    """The times a script may set, by key: when it began, and the organization's own; the others follow.

    Of what is over already also when that was.
    """
    settable = {each.pk: each.key for each in cached_table(Timestamp).values()} | {shapes.STARTED: BEGAN}
    settable |= {shapes.RESOLVED: OVER} if mode == RETROSPECTIVE else {}
    times = {}
    for each in fields.each("incident_timestamp_values", most=len(shapes.TIMESTAMPS) + len(settable)):
        key = settable.get(each.text("incident_timestamp_id", longest=100, required=True))
        if key is None:
            each.fault("incident_timestamp_id", "not_supported", _("Turnout sets this time by itself."))
        elif at := each.moment("value"):
            times[key] = at
    return times


def _holders(fields: Fields) -> dict[Role, Person]:
    holders = {}
    for each in fields.each("incident_role_assignments", most=MOST_HOLDERS):
        role = each.row("incident_role_id", Role.objects.all(), required=True)
        assignee = each.within("assignee")
        email = assignee.text("email", longest=254).strip().lower()
        person = assignee.row("id", Person.objects.active())
        if person is None and email:
            person = Person.objects.active().filter(email=email).first()
        if role and person:
            holders[role] = person
        elif each.values.get("assignee"):
            each.fault("assignee", "not_found", _("There is nobody here with this id or address."))
    return holders
