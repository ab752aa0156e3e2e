"""What every address and every event type owes."""

import inspect
import re
from collections.abc import Iterator
from importlib.resources import files
from zipfile import ZipFile

from django.urls import URLPattern, URLResolver, get_resolver

from turnout.core.events.types import types


def views(patterns: list[URLPattern | URLResolver], route: str = "") -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        path = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, path)
        else:
            yield path, pattern.callback


def test_every_address_has_a_guard() -> None:
    bare = [path for path, view in views(get_resolver().url_patterns) if not guard_of(view)]
    assert not bare, bare


def guard_of(view: object) -> object:
    while view is not None:
        if found := getattr(view, "guarded_by", None):
            return found
        view = getattr(view, "__wrapped__", None)
    return None


def icons() -> set[str]:
    with files("lucide").joinpath("lucide.zip").open("rb") as file, ZipFile(file) as archive:
        return {name.removesuffix(".svg") for name in archive.namelist()}


def test_every_event_type_says_what_it_means() -> None:
    drawn = icons()
    for verb, each in types.items():
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", verb), verb
        assert inspect.getdoc(each), verb
        assert str(each.sentence).strip(), verb
        assert each.icon in drawn, f"{verb}: there is no icon called {each.icon}"
