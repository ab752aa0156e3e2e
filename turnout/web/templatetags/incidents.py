"""What belongs to incidents, drawn: rows of lists, entries of timelines, marks. For every page."""

import re
from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from turnout.core.lib.revision_cache import RevisionCache
from turnout.incidents.definitions.lifecycles import lifecycle_of, statuses_in
from turnout.incidents.definitions.models.lifecycles import DEFAULT_LIFECYCLE
from turnout.web import times
from turnout.web.incidents.entries import Reader, draw
from turnout.web.templatetags.ui import cached_component, countdown, plain, shown

register = template.Library()

STAGES = ("triage", "live", "learning", "closed")
STAGE_OF = {"paused": "live"}
ROW_HTML = RevisionCache[Hashable, SafeString](4000, max_age=1.0)  # drawn of rows that may be old already
SNIPPET, BEFORE = 180, 50  # characters of a summary, and how many of them stand before what was sought
# Incidents


class _Severity(NamedTuple):
    rank: int
    name: str
    meaning: str


class _Status(NamedTuple):
    category: str
    name: str
    meaning: str


def _shown_severity(severity: Any) -> _Severity | None:
    return _Severity(severity.rank, severity.name, severity.meaning) if severity else None


def _shown_status(status: Any) -> _Status | None:
    return _Status(status.category, status.name, status.meaning) if status else None


def _shown_ending(incident: Any) -> _Status | None:
    """Its status; of a near miss that it was one, which says more."""
    status = _shown_status(incident.status)
    return status._replace(name=_("Near miss")) if status and incident.is_near_miss else status


@register.simple_tag
def severity(severity: Any, size: str = "", called: str = "") -> SafeString:
    """called  what it was called then, where that is told"""
    found = _shown_severity(severity)
    found = found._replace(name=called) if found and called else found
    return cached_component("components/severity.html", severity=found, size=size)


@register.simple_tag
def status(status: Any, called: str = "") -> SafeString:
    """called  what it was called then, where that is told"""
    found = _shown_status(status)
    found = found._replace(name=called) if found and called else found
    return cached_component("components/status.html", status=found)


@register.simple_tag
def standing(incident: Any) -> SafeString:
    """Its status as lists show it, too: of a near miss that it was one."""
    return cached_component("components/status.html", status=_shown_ending(incident))


# Rows


@register.simple_tag
def incident_rows(incidents: Iterable[Any], prefix: str, css: str = "", **look: Any) -> SafeString:
    """Incidents as the items of a list, each with an id of its own in the page."""
    begin = format_html('<li{} id="{}', format_html(' class="{}"', css) if css else "", prefix)
    rows = [f'{begin}{each.pk}">{incident_row(each, **look)}</li>' for each in incidents]
    return mark_safe("".join(rows))  # noqa: S308 ids are ours, and each row was escaped as it was drawn


@register.simple_tag
def incident_row(
    incident: Any, *, in_lane: bool = False, sought: str | None = "", can_pick: bool = False
) -> SafeString:
    """An incident as a row of a list. In a lane its discipline goes without saying.

    sought  words its summary is shown around, where they stand
    """
    promise = countdown(incident.next_update_at) if incident.next_update_at and incident.is_open else ""
    reported = times.ago(incident.reported_at)
    key = incident.pk, incident.revision, get_language(), in_lane, sought, can_pick, promise, reported

    def draw() -> SafeString:
        discipline = incident.discipline
        return cached_component(
            "components/incident_row.html",
            number=incident.number,
            reference=incident.reference,
            name=incident.listed_name,
            can_pick=can_pick,
            label=incident.label if incident.is_restricted else "",
            is_exercise=incident.is_exercise,
            is_rated=incident.severity_id is not None or incident.category == "live",
            severity=_shown_severity(incident.severity),
            status=_shown_ending(incident),
            discipline="" if in_lane or discipline is None else discipline.name,
            countdown=promise,
            snippet=_around(sought, plain(incident.summary)) if sought and not incident.is_discreet else "",
            lead=shown(incident.lead),
            wants_lead=incident.is_open,
            reported=reported,
        )

    return ROW_HTML.get(key, draw)


def _around(sought: str, text: str) -> str:
    """The stretch of a text in which the first of these words stands; its beginning where none does."""
    places = [re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in re.findall(r"\w+", sought)]
    first = min((place.start() for place in places if place), default=0)
    if first > SNIPPET - BEFORE:
        text = "…" + text[text.rfind(" ", 0, first - BEFORE) + 1 :]
    return Truncator(text).chars(SNIPPET)


# Timelines


@register.simple_tag(takes_context=True)
def timeline_entries(context: template.Context) -> SafeString:
    """The entries of the page's timeline under the days they belong to, and where it is new to the reader."""
    incident, me, may = context["incident"], context["me"], context["may"]
    here = get_language(), timezone.get_current_timezone_name(), timezone.localdate()
    reader = Reader(incident.number, may["INCIDENTS_RESPOND"], bool(context["has_receipt"]), here)
    drawing: list[str] = []
    present: date | None = None
    for entry in context["entries"]:
        if (day := times.day(entry.at)) != present:
            present = day
            drawing.append(format_html('<li class="day">{}</li>', times.moment(day)))
        drawing.append(draw(entry, reader, me.pk, incident.revision))
        if entry.id == context["seen_below"]:
            drawing.append(format_html('<li class="seen" id="seen">{}</li>', _("You were here before this")))
    return mark_safe("\n".join(drawing))  # noqa: S308 each of them was escaped as it was drawn


# Stages


@register.inclusion_tag("components/stage.html")
def stage(incident: Any) -> dict[str, Any]:
    """Where in its life an incident is, as a small track."""
    here = STAGE_OF.get(incident.category, incident.category)
    own = lifecycle_of(incident.type)
    if own != DEFAULT_LIFECYCLE and here in STAGES:
        return _own_stages(incident, statuses_in(own))
    words = (_("Reported"), _("Live"), _("Review"), _("Closed"))
    if here not in STAGES:  # declined, canceled, merged: it ended before the track did
        steps = [(words[0], "past"), (str(incident.status), "now")]
        return {"steps": steps, "ended": True}
    at = STAGES.index(here)
    steps = [(word, "past" if i < at else "now" if i == at else "") for i, word in enumerate(words)]
    return {"steps": steps, "ended": here == "closed"}


def _own_stages(incident: Any, statuses: list[Any]) -> dict[str, Any]:
    """The steps of a kind that has its own; what is paused stands where work on it begins."""
    path = [each for each in statuses if each.category in STAGES]
    same = [each for each in path if each.category == STAGE_OF.get(incident.category, incident.category)]
    exact = next((i for i, each in enumerate(path) if each.pk == incident.status_id), None)
    at = exact if exact is not None else path.index(same[0]) if same else 0
    steps = [
        (incident.status.name if i == at else each.name, "past" if i < at else "now" if i == at else "")
        for i, each in enumerate(path)
    ]
    return {"steps": steps, "ended": incident.category == "closed", "long": len(steps) > len(STAGES)}
