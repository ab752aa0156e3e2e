"""What something said before, beside what it says since: the page that an entry of the timeline leads to."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from turnout.core.events.compared import Compared, compared
from turnout.core.events.fields import Sort
from turnout.core.events.models import RecordedEvent
from turnout.core.events.types import ERASED, people_in, sentence_of
from turnout.core.lib.differences import Run, differences
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.fields.events import FieldsChanged
from turnout.incidents.fields.values import field_by_key
from turnout.incidents.incident.events import TimesChanged
from turnout.incidents.incident.timestamps import time_name
from turnout.incidents.models import Incident
from turnout.incidents.room.events import MessageEdited
from turnout.reviews.events import ReviewRevised
from turnout.web.incidents.room import in_incident
from turnout.web.times import moment

MOST = 20  # changes of one message shown at once, the newest


class Change(NamedTuple):
    """One thing that was changed, both of it drawn; empty where there was nothing."""

    label: str
    was: SafeString
    now: SafeString


class Step(NamedTuple):
    """One time that something was changed."""

    at: datetime
    sentence: str
    changes: list[Change]


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def change(request: SignedInRequest, incident: Incident, event: int) -> HttpResponse:
    row = get_object_or_404(RecordedEvent, pk=event, subject_id=incident.pk)
    if row.verb == ReviewRevised.verb:
        version = row.event.now_version
        return redirect(f"/incidents/{incident.number}/review/versions/{version}/")
    if not (steps := _steps([row])):
        raise Http404
    return _page(request, incident, steps)


@in_incident(Permission.INCIDENTS_VIEW, methods=("GET",))
def message(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    """Every earlier version of a message that was kept."""
    found = get_object_or_404(incident.messages, pk=id, removed_at__isnull=True)
    edits = RecordedEvent.objects.filter(
        subject_id=incident.pk, verb=MessageEdited.verb, data__message=found.pk
    )
    return _page(request, incident, _steps(edits.order_by("-at", "-pk")[:MOST]))


def _page(request: SignedInRequest, incident: Incident, steps: list[Step]) -> HttpResponse:
    told = {"incident": incident, "steps": steps, "title": _("What it said before")}
    return render(request, "incidents/changes.html", told)


def _steps(rows: Any) -> list[Step]:
    rows = list(rows)
    ids = people_in(rows) | {row.actor_id for row in rows if row.actor_id}
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    steps = [Step(row.at, sentence_of(row, names), list(_changes(row, names))) for row in rows]
    return [step for step in steps if step.changes]


def _changes(row: RecordedEvent, names: dict[str, str]) -> Iterator[Change]:
    for each in compared(row):
        label = each.label or _name_of(row.verb, each.name)
        if each.holds.sort is Sort.WORDS and each.was is not None and each.now is not None:
            was, now = differences(each.was, each.now)
        else:
            was, now = ([Run(said, True)] if said else [] for said in _said(each, names))
        yield Change(label, drawn(was, "del", _("removed:")), drawn(now, "ins", _("added:")))


def drawn(runs: list[Run], tag: str, marked: str) -> SafeString:
    """The runs in a row, those of this text alone marked: for the eye, and in words for who listens."""
    heard = format_html(
        '<{}><span class="hidden-words">{} </span>{{}}<span class="hidden-words"> {}</span></{}>',
        tag, marked, _("(end)"), tag,
    )  # fmt: skip
    return format_html_join(
        "", "{}", ((format_html(heard if run.differs else "{}", run.text),) for run in runs)
    )


def _name_of(verb: str, key: str) -> str:
    if verb == TimesChanged.verb:
        return time_name(key)
    field = field_by_key(key) if verb == FieldsChanged.verb else None
    return field.name if field else key


def _said(each: Compared, names: dict[str, str]) -> tuple[str, str]:
    one, other = (_words(value, each, names) for value in (each.was, each.now))
    return one, other


def _words(value: str | None, each: Compared, names: dict[str, str]) -> str:
    if each.holds.sort is Sort.PERSON:
        return names.get(value, _("somebody")) if value else ""
    if value is None:
        return str(ERASED)
    if each.holds.sort is Sort.KEY and value:
        return str(moment(date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)))
    return value
