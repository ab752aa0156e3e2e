"""Pages of a list: as many as were asked for, and where to go on."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from turnout.api.errors import Fault, invalid

DEFAULT_SIZE = 25
LARGEST_SIZE = 250
T = TypeVar("T")


def page_size(request: HttpRequest) -> int:
    """How many to answer. Asking for more than the most is no fault: the answer says where to go on."""
    text = request.GET.get("page_size", "") or str(DEFAULT_SIZE)
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise invalid(Fault("invalid_value", _("Ask for a number of records, from 1 on."), "page_size"))
    return min(int(text), LARGEST_SIZE)


def unknown_place() -> Exception:
    return invalid(Fault("not_found", _("The record to go on after isn't there (any more)."), "after"))


def cut(rows: Sequence[T], size: int) -> tuple[Sequence[T], dict[str, Any]]:
    """The page, and what is said about it, of `size + 1` rows read."""
    meta: dict[str, Any] = {"page_size": size}
    page = rows[:size]
    if len(rows) > size:
        meta["after"] = page[-1].pk  # type: ignore[attr-defined]
    return page, meta
