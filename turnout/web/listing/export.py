"""The list as a CSV file, streamed a few hundred rows at a time.

A long one keeps a thread of a web process for as long as it takes, so values are written as the database
gives them: without models, templates or anybody's time zone.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.models.labels import LABEL_NAMES, OPEN
from turnout.incidents.incident import search
from turnout.incidents.incident.actions.looks import EXPORT, note_looks_at
from turnout.incidents.incident.discretion import privileged_mark
from turnout.incidents.incident.models.modes import EXERCISES
from turnout.incidents.lists.actions.exporting import note_export
from turnout.incidents.models import Incident, RoleAssignment
from turnout.web.guard import SignedInRequest, guard
from turnout.web.listing.field_columns import field_names, field_words
from turnout.web.listing.filters import Filters

FORMULA = tuple("=+-@＝＋－＠")  # the wide ones mean the same to some spreadsheets
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00a0 "
MOST = 100_000
PICKED = 100
AT_ONCE = 500
WRITTEN = (
    "number", "name", "status__name", "category", "severity__rank", "severity__name", "discipline__name",
    "type__name", "place", "confidentiality", "is_privileged", "no_tipping_off", "mode", "reporter__name",
)  # fmt: skip
TIMES = ("reported_at", "started_at", "accepted_at", "resolved_at", "closed_at", "next_update_at")


@guard(Permission.INCIDENTS_VIEW)
def export(request: SignedInRequest) -> HttpResponseBase:
    filters = Filters(request.GET, request.user)
    picked = [
        int(number)
        for number in request.GET.getlist("number")[:PICKED]
        if number.isdecimal() and len(number) < 10
    ]
    if picked:
        incidents = Incident.objects.visible_to(request.user).filter(number__in=picked)
    else:
        incidents = search.find(filters.found(), filters.words)
    ordered = incidents.order_by("reported_at", "id") if filters.is_oldest_first else incidents.newest_first()
    # The heading is made here: the reader's language is no longer on once the answer streams.
    # Only the ids are read at once (some 10 MB), so that a reader who takes long keeps no transaction open.
    ids = list(ordered.values_list("pk", flat=True)[:MOST])
    if request.method == "GET":
        note_export(len(ids), picked=bool(picked), by=request.user)
    lines = _lines(_heading(), ids, request.user)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="incidents-{date_format(clock.now(), "Y-m-d")}.csv"'
    )
    response["Cache-Control"] = "no-store"
    return response


def _heading() -> list[str]:
    return [
        _("Reference"), _("Name"), _("Status"), _("Category"), _("Severity"), _("Part of the company"),
        _("Kind"), _("Place"), _("Private"), _("Reporter"), _("Lead"), _("Reported (UTC)"),
        _("Started (UTC)"), _("Accepted (UTC)"), _("Resolved (UTC)"), _("Closed (UTC)"),
        _("Next update (UTC)"), _("Link"), _("Summary"), _("Who sees it"), _("Mark"), _("Exercise"),
        *[harmless(name) for name in field_names()],
    ]  # fmt: skip


def _lines(heading: list[str], ids: list[str], by: Person) -> Iterator[str]:
    yield "\ufeff" + _text([heading])  # the mark tells spreadsheets that this is UTF-8
    for start in range(0, len(ids), AT_ONCE):
        yield _text(_rows(ids[start : start + AT_ONCE], by))


def _text(rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _rows(ids: list[str], by: Person) -> Iterator[list[str]]:
    wanted = (
        Incident.objects.visible_to(by)
        .filter(pk__in=ids)
        .order_by()
        .values_list("pk", *WRITTEN, *TIMES, "summary")
    )
    found = {pk: values for pk, *values in wanted}
    closed = [pk for pk, values in found.items() if values[WRITTEN.index("confidentiality")] != OPEN]
    note_looks_at(closed, by=by, door=EXPORT)
    leading = RoleAssignment.objects.filter(incident__in=ids, role__key="lead", ended_at=None)
    leads = dict(leading.values_list("incident", "person__name"))
    words = field_words(list(found))
    for pk in ids:
        if pk in found:
            yield _row(found[pk], leads.get(pk), words.get(pk, []))


def _row(values: list[Any], lead: str | None, words: list[str]) -> list[str]:
    number, name, status, category, rank, severity, discipline, kind, place, *rest = values
    label, is_privileged, no_tipping_off, mode, reporter, *times, summary = rest
    if Incident(confidentiality=label, no_tipping_off=no_tipping_off).is_discreet:
        name, place, summary, words = _("Confidential incident"), "", "", []
    return [
        f"INC-{number}",
        harmless(name),
        harmless(status),
        category,
        f"S{rank} {severity}" if rank else "",
        harmless(discipline or ""),
        harmless(kind or ""),
        harmless(place),
        "no" if label == OPEN else "yes",
        harmless(reporter or ""),
        harmless(lead or ""),
        *[_utc(moment) for moment in times],
        f"{settings.PUBLIC_URL}/incidents/{number}/",
        harmless(summary),
        str(LABEL_NAMES.get(label, label)),
        privileged_mark() if is_privileged else "",
        "yes" if mode in EXERCISES else "no",
        *[harmless(each) for each in words],
    ]


def _utc(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(" ")[:19] if moment else ""


def harmless(text: str) -> str:
    """Text that a spreadsheet won't take for a formula."""
    if text[:1].isalnum():  # nearly all
        return text
    seen = text.lstrip(INVISIBLE).lstrip()
    return f"'{text}" if seen[:1] in FORMULA or text[:1] in ("\t", "\r", "\n") else text
