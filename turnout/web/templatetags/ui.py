"""Small template tags and filters every page may use without loading them."""

import json
from collections.abc import Hashable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from django import template
from django.conf import settings
from django.template.loader import get_template, select_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from lucide import IconDoesNotExist
from lucide import _render_icon as draw_icon

from turnout.core.events.tail import Tail
from turnout.core.lib import clock
from turnout.core.lib.markdown import plain as markdown_as_words
from turnout.core.lib.markdown import render
from turnout.web import times

register = template.Library()

HUES = 12
SOON = 600  # seconds
KEPT_LENGTH = 4000  # characters of a text whose HTML is kept for a while


# Drawings


@lru_cache(maxsize=512)
def _icon(name: str, size: int, css_class: str) -> str:
    # Drawing one parses XML each time; a list page has hundreds.
    look = {"stroke_width": "1.75", "class": f"icon {css_class}".strip()}
    try:
        return draw_icon(name, size, aria_hidden="true", **look)
    except (
        IconDoesNotExist
    ):  # icons of types and disciplines are data: a wrong word must not take the page away
        return draw_icon("circle-question-mark", size, aria_hidden="true", **look)


@register.simple_tag(name="lucide")
def lucide(name: str, *, size: int = 20, **attributes: str) -> SafeString:
    """An icon, hidden from screen readers: the words beside it speak. Stands in for the package's tag."""
    return mark_safe(_icon(str(name), size, str(attributes.get("class", ""))))  # noqa: S308 drawn from a fixed set


def cached_component(component: str, **values: Hashable) -> SafeString:
    """A component drawn from nothing but these values. A list has the same few again and again."""
    is_long = any(isinstance(value, str) and len(value) > 2 * KEPT_LENGTH for value in values.values())
    draw = _draw.__wrapped__ if settings.DEBUG or is_long else _draw
    return draw(component, get_language(), **values)


@lru_cache(maxsize=4096)
def _draw(component: str, language: str, **values: Hashable) -> SafeString:
    return mark_safe(get_template(component).render(values))  # noqa: S308 a template escapes what it is given


# People


@register.filter
def person_hue(person: Any) -> str:
    """The class of the calm colour that is always this person's."""
    return f"hue-{crc32(str(getattr(person, 'pk', person)).encode()) % HUES}"


class _Person(NamedTuple):
    """What a face and a name are drawn from."""

    pk: str
    name: str
    title: str
    initials: str


def shown(person: Any) -> _Person | None:
    return _Person(person.pk, person.name, person.title, person.initials) if person else None


@register.filter
def names(people: Any) -> SafeString:
    """Who they are, in a row. Hundreds may hear of one incident, so no template is drawn for each."""
    return format_html_join(", ", "<bdi>{}</bdi>", ((each.name,) for each in people))


@register.simple_tag
def avatar(person: Any, size: str = "") -> SafeString:
    return cached_component("components/avatar.html", person=shown(person), size=size)


@register.simple_tag
def person(person: Any, size: str = "small", title: bool = False, link: bool = False) -> SafeString:
    """A face and a name. `title=True` adds what they do, `link=True` leads to their page."""
    return cached_component("components/person.html", person=shown(person), size=size, title=title, link=link)


@register.simple_tag
def countdown(moment: datetime | None) -> SafeString:
    """When the next update is due, or how late it is; counts by itself in the browser."""
    if moment is None:
        return cached_component("components/countdown.html", words=None)
    left = (moment - clock.now()).total_seconds()
    tone = "is-late" if left < 0 else "is-soon" if left < SOON else ""
    return cached_component("components/countdown.html", words=times.promised(moment), tone=tone)


# Times

for each in (times.moment, times.day, times.clock_time, times.ago, times.until, times.lasting):
    register.filter(each)


# Words and places


@register.simple_tag
def part(name: str, **values: Hashable) -> SafeString:
    """A part of the frame that needs nothing but these values: drawn once for everyone who has the same."""
    return cached_component(name, **values)


@register.simple_tag
def choice(field: Any, plain: str) -> SafeString:
    """A choice within a sentence, marked when it isn't the `plain` one."""
    options = tuple((str(value), str(words)) for value, words in field.field.choices)
    asked = str(field.value() or "")
    return cached_component(
        "components/choice.html",
        name=field.html_name,
        label=str(field.label),
        value=asked if asked in dict(options) else "",
        plain=plain,
        options=options,
    )


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
    return _script_words(get_language())


@lru_cache(maxsize=32)
def _script_words(_language: str) -> str:
    return json.dumps(_words(), ensure_ascii=False)


# What kind-words.js says where a sentence puts a person in the place of a cause.


def _hints() -> dict[str, str]:
    return {
        "error": _("What made this easy to do, and hard to notice?"),
        "cause": _("A person is rarely the cause. What made it possible?"),
        "hindsight": _("What did it look like at the time? That helps the next person more."),
        "omission": _("What usually reminds people of this step? That can be changed."),
        "trait": _("Say what happened and what was going on around it. A trait explains little."),
        "rule": _("How is this usually done, and why? Rules and real work differ."),
        "blame": _("“How” brings out more than “who” or “why”."),
        "careful": _("Care wears off. What would make the right way the easy one?"),
    }


@register.simple_tag
def kind_hints() -> SafeString:
    """Attributes of <kind-words>, in the reader's language."""
    return _kind_hints(get_language())


@lru_cache(maxsize=32)
def _kind_hints(_language: str) -> SafeString:
    return format_html('hints="{}" wave="{}"', json.dumps(_hints(), ensure_ascii=False), _("It's fine"))


@register.filter
def markdown(text: str | None, mentions: Mapping[str, str] | None = None) -> SafeString | str:
    """What somebody wrote, as safe HTML. Put it into an element with the class `prose`."""
    if not text or len(text) > KEPT_LENGTH:
        return render(text, mentions) if text else ""
    return _marked_up(text, tuple((mentions or {}).items()))


@register.filter
def plain(text: str | None) -> str:
    """What somebody wrote in Markdown, as words alone: for a line in a list."""
    return _as_words(text[:2000]) if text else ""


# The same few texts are read by everyone who has an incident open, again at every nudge.


@lru_cache(maxsize=1024)
def _marked_up(text: str, mentions: tuple[tuple[str, str], ...]) -> SafeString | str:
    return render(text, dict(mentions))


@lru_cache(maxsize=1024)
def _as_words(text: str) -> str:
    return markdown_as_words(text)


@register.simple_tag
def here(section: str, *sections: str) -> SafeString | str:
    """Marks a link of the navigation as the present place: the page's `section` is one of these."""
    return mark_safe('aria-current="page"') if section in sections else ""


@register.simple_tag
def place() -> str:
    """How far the log is now: the page's stream begins there, so that nothing between is missed."""
    return str(Tail.at_end())


@register.simple_tag(takes_context=True)
def bell(context: template.Context) -> str:
    """The bell: the notifications section's own part, or a plain link where it isn't installed."""
    found = select_template(["notifications/_bell.html", "components/bell.html"])
    html: str = found.render(context.flatten(), context.get("request"))
    return html
