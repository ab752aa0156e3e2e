"""The list as a CSV file, streamed row by row."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from turnout.core.lib import clock
from turnout.core.people.permissions import Permission
from turnout.incidents.models import Incident
from turnout.web.guard import SignedInRequest, guard
from turnout.web.listing.filters import Filters
from turnout.web.listing.paging import read_all

FORMULA = tuple("=+-@＝＋－＠")  # the wide ones mean the same to some spreadsheets
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00a0", " ")
MOST = 100_000
PICKED = 100


class _Line:
    """A file for the csv module that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


@guard(Permission.INCIDENTS_VIEW)
def export(request: SignedInRequest) -> HttpResponseBase:
    filters = Filters(request.GET, request.user)
    picked = [
        int(number)
        for number in request.GET.getlist("number")[:PICKED]
        if number.isdecimal() and len(number) < 10
    ]
    if picked:
        incidents, words = Incident.objects.visible_to(request.user).filter(number__in=picked), None
    else:
        incidents, words = filters.found(), filters.words
    incidents = incidents.select_related("type", "reporter")
    rows = read_all(incidents, oldest_first=filters.is_oldest_first, words=words, most=MOST)
    # The heading is made here: the reader's language is no longer on once the answer streams.
    response = StreamingHttpResponse(_lines(_heading(), rows), content_type="text/csv; charset=utf-8")
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
        _("Next update (UTC)"), _("Link"), _("Summary"),
    ]  # fmt: skip


def _lines(heading: list[str], incidents: Iterator[Incident]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(heading)  # the mark tells spreadsheets that this is UTF-8
    for incident in incidents:
        yield writer.writerow([harmless(value) for value in _row(incident)])


def _row(incident: Incident) -> list[str]:
    times = ("reported_at", "started_at", "accepted_at", "resolved_at", "closed_at", "next_update_at")
    return [
        incident.reference,
        incident.name,
        incident.status.name,
        incident.category,
        str(incident.severity or ""),
        incident.discipline.name if incident.discipline else "",
        incident.type.name if incident.type else "",
        incident.place,
        "yes" if incident.is_restricted else "no",
        incident.reporter.name if incident.reporter else "",
        incident.lead.name if incident.lead else "",
        *(_utc(getattr(incident, name)) for name in times),
        f"{settings.PUBLIC_URL}/incidents/{incident.number}/",
        incident.summary,
    ]


def _utc(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def harmless(text: str) -> str:
    """Text that a spreadsheet won't take for a formula."""
    seen = text.lstrip("".join(INVISIBLE)).lstrip()
    return f"'{text}" if seen[:1] in FORMULA or text[:1] in ("\t", "\r", "\n") else text
