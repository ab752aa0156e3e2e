"""What was changed as a CSV file, a line for each field, streamed some hundred changes at a time."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.people.permissions import Permission
from turnout.web.changes.filters import Filters
from turnout.web.changes.lines import Line, lines_of
from turnout.web.guard import SignedInRequest, guard
from turnout.web.listing.export import harmless

MOST = 20_000
AT_ONCE = 500


@guard(Permission.PEOPLE_VIEW)
def export(request: SignedInRequest) -> HttpResponseBase:
    ids = list(Filters(request.GET).found().values_list("pk", flat=True)[:MOST])
    response = StreamingHttpResponse(
        _lines(ids, request.user.language), content_type="text/csv; charset=utf-8"
    )
    name = f"changes-{date_format(clock.now(), 'Y-m-d')}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _lines(ids: list[int], language: str) -> Iterator[str]:
    with translation.override(language):
        heading = [_("When (UTC)"), _("What changed"), _("By"), _("How"), _("Where"), _("Field")]
        yield "\ufeff" + _text([[*heading, _("Before"), _("After")]])
    for start in range(0, len(ids), AT_ONCE):
        rows = RecordedEvent.objects.in_bulk(ids[start : start + AT_ONCE])
        with translation.override(language):
            lines = lines_of(rows[id] for id in ids[start : start + AT_ONCE] if id in rows)
            text = _text(row for line in lines for row in _rows(line))
        yield text


def _rows(line: Line) -> Iterator[list[str]]:
    who = line.actor.name if line.actor else ""
    at = line.at.astimezone(UTC).isoformat(" ")[:19]
    start = [at, *(harmless(each) for each in (line.sentence, who, line.door, line.area))]
    for each in line.differences:
        yield [*start, *(harmless(words) for words in (each.label, each.was, each.now))]
    if not line.differences:
        yield [*start, "", "", ""]


def _text(rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
