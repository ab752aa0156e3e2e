"""Small template tags and filters every page may use without loading them."""

import json
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zlib import crc32

from django import template
from django.template.loader import select_template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lucide import _render_icon as draw_icon

from turnout.core.lib import clock
from turnout.core.lib.markdown import render

register = template.Library()

HUES = 12
STAGES = ("triage", "live", "learning", "closed")
STAGE_OF = {"paused": "live"}
MINUTE, HOUR, DAY = 60, 3600, 86400


# Drawings


@lru_cache(maxsize=512)
def _icon(name: str, size: int, css_class: str) -> str:
    # Drawing one parses XML each time; a list page has hundreds.
    return draw_icon(name, size, stroke_width="1.75", aria_hidden="true", **{"class": f"icon {css_class}".strip()})


@register.simple_tag(name="lucide")
def lucide(name: str, *, size: int = 20, **attributes: str) -> SafeString:
    """An icon, hidden from screen readers: the words beside it speak. Takes the place of the package's own tag."""
    return mark_safe(_icon(str(name), size, str(attributes.get("class", ""))))  # noqa: S308 drawn from a fixed set


# People


@register.filter
def person_hue(person: Any) -> str:
    """The class of the calm colour that is always this person's."""
    return f"hue-{crc32(str(getattr(person, 'pk', person)).encode()) % HUES}"


@register.inclusion_tag("components/avatar.html")
def avatar(person: Any, size: str = "") -> dict[str, Any]:
    return {"person": person, "size": size}


@register.inclusion_tag("components/person.html")
def person(person: Any, size: str = "small", title: bool = False, link: bool = False) -> dict[str, Any]:
    """A face and a name. `title=True` adds what they do, `link=True` leads to their page."""
    return {"person": person, "size": size, "title": title, "link": link}


# Incidents


@register.inclusion_tag("components/severity.html")
def severity(severity: Any, size: str = "") -> dict[str, Any]:
    return {"severity": severity, "size": size}


@register.inclusion_tag("components/status.html")
def status(status: Any) -> dict[str, Any]:
    return {"status": status}


@register.inclusion_tag("components/stage.html")
def stage(incident: Any) -> dict[str, Any]:
    """Where in its life an incident is, as a small track."""
    here = STAGE_OF.get(incident.category, incident.category)
    words = (_("Reported"), _("Live"), _("Learning"), _("Closed"))
    if here not in STAGES:  # declined, canceled, merged: it ended before the track did
        steps = [(words[0], "past"), (str(incident.status), "now")]
        return {"steps": steps, "ended": True}
    at = STAGES.index(here)
    steps = [(word, "past" if i < at else "now" if i == at else "") for i, word in enumerate(words)]
    return {"steps": steps, "ended": here == "closed"}


@register.inclusion_tag("components/countdown.html")
def countdown(moment: datetime | None) -> dict[str, Any]:
    """When the next update is due, or how late it is; counts by itself in the browser."""
    if moment is None:
        return {"moment": None}
    left = (moment - clock.now()).total_seconds()
    return {"moment": moment, "tone": "is-late" if left < 0 else "is-soon" if left < 10 * MINUTE else ""}


# Times


def _words() -> dict[str, str]:
    return {
        "now": _("just now"),
        "ago": _("%s ago"),
        "in": _("in %s"),
        "late": _("%s late"),
        "update_in": _("Next update in %s"),
        "update_late": _("Update is %s late"),
        "min": _("%s min"),
        "h": _("%s h"),
        "d": _("%s d"),
        "copied": _("Copied"),
        "failed": _("That didn't work. What you typed is still here. Please try again."),
        "offline": _("You seem to be offline. What you typed is still here."),
        "live": _("Connected again."),
        "reconnecting": _("Reconnecting…"),
        "close": _("Close"),
    }


@register.simple_tag
def script_words() -> str:
    """The words scripts need, in the reader's language."""
    return json.dumps(_words(), ensure_ascii=False)


def _length(seconds: float) -> str:
    if seconds < HOUR:
        return _("%s min") % max(1, round(seconds / MINUTE))
    if seconds < DAY:
        return _("%s h") % int(seconds // HOUR)
    return _("%s d") % int(seconds // DAY)


def _friendly(local: datetime, today: date) -> str:
    clock_time = date_format(local, "H:i")
    days = (local.date() - today).days
    if days == 0:
        return clock_time
    if days == -1:
        return _("yesterday %s") % clock_time
    if days == 1:
        return _("tomorrow %s") % clock_time
    if local.year == today.year:
        return f"{date_format(local, 'j M')} {clock_time}"
    return date_format(local, "j M Y")


def _time(moment: datetime, words: str) -> SafeString:
    local = timezone.localtime(moment)
    title = f"{date_format(local, 'l j F Y, H:i')} {local.tzname()}"
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(timespec="seconds"), title, words)


@register.filter
def moment(value: datetime | date | None) -> SafeString | str:
    """A point in time as the reader would say it: 14:20, yesterday 14:20, 3 Nov 14:20, 3 Nov 2025."""
    if value is None:
        return ""
    today = timezone.localtime(clock.now()).date()
    if not isinstance(value, datetime):
        words = date_format(value, "j M" if value.year == today.year else "j M Y")
        words = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}.get((value - today).days, words)
        title = date_format(value, "l j F Y")
        return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), title, words)
    return _time(value, _friendly(timezone.localtime(value), today))


@register.filter
def day(value: datetime) -> date:
    """The day of a moment where the reader is."""
    return timezone.localtime(value).date()


@register.filter
def clock_time(value: datetime) -> SafeString:
    """The time of day alone, where the day is said elsewhere: 14:20."""
    return _time(value, date_format(timezone.localtime(value), "H:i"))


@register.filter
def ago(value: datetime | None) -> SafeString | str:
    """How long since: 12 min ago. Stays true by itself while the page is open; after a week it's a date."""
    if value is None:
        return ""
    seconds = (clock.now() - value).total_seconds()
    if seconds > 7 * DAY:
        return moment(value)
    words = _("just now") if seconds < MINUTE else _("%s ago") % _length(seconds)
    return format_html("<relative-time>{}</relative-time>", _time(value, words))


@register.filter
def until(value: datetime | None) -> SafeString | str:
    """How long still: in 12 min; or 5 min late."""
    if value is None:
        return ""
    seconds = (value - clock.now()).total_seconds()
    words = _("in %s") % _length(seconds) if seconds >= 0 else _("%s late") % _length(-seconds)
    return format_html("<relative-time until>{}</relative-time>", _time(value, words))


@register.filter
def lasting(value: timedelta | None) -> str:
    """A length of time: 45 s, 12 min, 1 h 20 min, 3 d 4 h."""
    if value is None:
        return ""
    seconds = int(value.total_seconds())
    if seconds < MINUTE:
        return _("%s s") % max(seconds, 0)
    if seconds < HOUR:
        return _("%s min") % (seconds // MINUTE)
    large, small = (("%s h", HOUR), ("%s min", MINUTE)) if seconds < DAY else (("%s d", DAY), ("%s h", HOUR))
    rest = seconds % large[1] // small[1]
    return _(large[0]) % (seconds // large[1]) + (" " + _(small[0]) % rest if rest else "")


# Words and places


@register.filter
def markdown(text: str | None) -> SafeString | str:
    """What somebody wrote, as safe HTML. Put it into an element with the class `prose`."""
    return render(text) if text else ""


@register.simple_tag(takes_context=True)
def here(context: template.Context, *paths: str) -> SafeString | str:
    """Marks a link of the main navigation as the present place, when the page's path begins with one of `paths`."""
    path = getattr(context.get("request"), "path", "")
    is_here = any(path == each if each == "/" else path.startswith(each) for each in paths)
    return mark_safe('aria-current="page"') if is_here else ""


@register.simple_tag(takes_context=True)
def bell(context: template.Context) -> str:
    """The bell: the notifications section's own part, or a plain link where it isn't installed."""
    found = select_template(["notifications/_bell.html", "components/bell.html"])
    return found.render(context.flatten(), context.get("request"))
