"""All operations there are, found in `turnout/api/resources`: adding a resource is adding a file."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from django.urls import URLPattern, path

from turnout.api.wire.guard import address_view
from turnout.api.wire.operation import Operation
from turnout.api.wire.resource import Resource
from turnout.core.lib.discovery import import_all

RESOURCES = "turnout.api.resources"


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation, by tag and in the order of their files."""
    found = [each for part in _declared() for each in _operations_of(part)]
    ids = [each.id for each in found]
    twice = {each for each in ids if ids.count(each) > 1}
    assert not twice, f"declared twice: {sorted(twice)}"
    return tuple(found)


def resources() -> list[Resource]:
    """Every resource, in the order of their files."""
    return [each for each in _declared() if isinstance(each, Resource)]


def addresses() -> list[URLPattern]:
    """Each address once, with a view that knows its methods. Words come before ids."""
    by_path: dict[str, dict[str, Operation]] = defaultdict(dict)
    for each in operations():
        by_path[each.path][each.method] = each
    ordered = sorted(by_path, key=lambda address: address.replace("{", "~"))
    return [path(_route(address), address_view(by_path[address])) for address in ordered]


def _route(address: str) -> str:
    return re.sub(r"{(\w+)}", r"<str:\1>", address.lstrip("/"))


def _declared() -> Iterator[Resource | Operation]:
    for module in import_all(RESOURCES):
        for name, value in vars(module).items():
            if isinstance(value, Resource | Operation) and not name.startswith("_"):
                yield value


def _operations_of(part: Resource | Operation) -> Iterator[Operation]:
    if isinstance(part, Resource):
        yield from part.operations()
    else:
        yield part
