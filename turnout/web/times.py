"""Times and lengths as the reader would say them. Templates call these as filters; see templatetags/ui.py."""

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from turnout.core.lib import clock

MINUTE, HOUR, DAY = 60, 3600, 86400


def _length(seconds: float) -> str:
    if seconds < HOUR:
        return _("%s min") % max(1, round(seconds / MINUTE))
    if seconds < DAY:
        return _("%s h") % int(seconds // HOUR)
    return _("%s d") % int(seconds // DAY)


def _friendly(local: datetime, today: date) -> str:
    hour = date_format(local, "H:i")
    days = (local.date() - today).days
    if days == 0:
        return hour
    if days == -1:
        return _("yesterday %s") % hour
    if days == 1:
        return _("tomorrow %s") % hour
    if local.year == today.year:
        return f"{date_format(local, 'j M')} {hour}"
    return date_format(local, "j M Y")


def _time(moment: datetime, words: str) -> SafeString:
    return _marked(moment, words, timezone.get_current_timezone(), get_language())


# Lists show the same moments again and again.


@lru_cache(maxsize=4096)
def _marked(moment: datetime, words: str, zone: tzinfo, _language: str) -> SafeString:
    """The words, with the moment for machines and in full for readers there."""
    local = timezone.localtime(moment, zone)
    title = f"{date_format(local, 'l j F Y, H:i')} {local.tzname()}"
    exact = moment.isoformat(timespec="seconds")
    return format_html('<time datetime="{}" title="{}">{}</time>', exact, title, words)


@lru_cache(maxsize=4096)
def _dated(moment: datetime, today: date, zone: tzinfo, _language: str) -> SafeString:
    return _time(moment, _friendly(timezone.localtime(moment, zone), today))


@lru_cache(maxsize=4096)
def _day(moment: datetime, zone: tzinfo) -> date:
    return timezone.localtime(moment, zone).date()


@lru_cache(maxsize=4096)
def _clock_time(moment: datetime, zone: tzinfo, _language: str) -> SafeString:
    return _time(moment, date_format(timezone.localtime(moment, zone), "H:i"))


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
    return _dated(value, today, timezone.get_current_timezone(), get_language())


def day(value: datetime) -> date:
    """The day of a moment where the reader is."""
    return _day(value, timezone.get_current_timezone())


def clock_time(value: datetime) -> SafeString:
    """The time of day alone, where the day is said elsewhere: 14:20."""
    return _clock_time(value, timezone.get_current_timezone(), get_language())


def ago(value: datetime | None) -> SafeString | str:
    """How long since: 12 min ago. Stays true by itself while the page is open; after a week it's a date."""
    if value is None:
        return ""
    seconds = (clock.now() - value).total_seconds()
    if seconds > 7 * DAY:
        return moment(value)
    words = _("just now") if seconds < MINUTE else _("%s ago") % _length(seconds)
    return format_html("<relative-time>{}</relative-time>", _time(value, words))


def until(value: datetime | None) -> SafeString | str:
    """How long still: in 12 min; or 5 min late."""
    if value is None:
        return ""
    seconds = (value - clock.now()).total_seconds()
    words = _("in %s") % _length(seconds) if seconds >= 0 else _("%s late") % _length(-seconds)
    return format_html("<relative-time until>{}</relative-time>", _time(value, words))


def promised(value: datetime) -> SafeString:
    """When the next update comes: Next update in 12 min, or: Update is 5 min late."""
    seconds = (value - clock.now()).total_seconds()
    words = _("Next update in %s") if seconds >= 0 else _("Update is %s late")
    return _time(value, words % _length(abs(seconds)))


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
