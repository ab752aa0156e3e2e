"""The API as pages for people: every operation by its tag, drawn from the declarations."""

import re
from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from turnout.api.help.fields import drawn
from turnout.api.wire.discovery import operations
from turnout.api.wire.operation import Operation
from turnout.core.people.guard import guard
from turnout.core.people.permissions import Permission

Tags = dict[str, tuple[str, list[Operation]]]


def tags() -> Tags:
    """By the word that stands in addresses: the tag and its operations."""
    ordered = sorted(operations(), key=lambda each: each.tag.casefold())
    return {_slug(tag): (tag, list(of)) for tag, of in groupby(ordered, key=lambda each: each.tag)}


def _slug(tag: str) -> str:
    return re.sub(r"\W+", "-", tag).lower()


@guard(Permission.INCIDENTS_VIEW)
def overview(request: HttpRequest) -> HttpResponse:
    """All operations in short, by tag."""
    found = [{"slug": slug, "tag": tag, "operations": of} for slug, (tag, of) in tags().items()]
    return render(request, "help/overview.html", {"tags": found, "address": settings.PUBLIC_URL})


@guard(Permission.INCIDENTS_VIEW)
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The operations of one tag with their fields; 404 for a word that is none."""
    if slug not in tags():
        raise Http404
    name, of = tags()[slug]
    return render(request, "help/tag.html", {"tag": name, "operations": [drawn(each) for each in of]})
