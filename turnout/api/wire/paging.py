"""Pages of a list: as many as were asked for, and where to go on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from turnout.api.wire.errors import fault, invalid
from turnout.api.wire.schema import Shape, says
from turnout.api.wire.values import Text, Whole
from turnout.core.lib.ids import is_id
from turnout.core.values import Reading, Schema, Value

_NUMBER = re.compile("[0-9]{1,18}")
DEFAULT_SIZE = 25
LARGEST_SIZE = 250
T = TypeVar("T")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Size(Value[int]):
    """How many to answer. Asking for more than the most is no fault: the answer says where to go on."""

    default: int = DEFAULT_SIZE

    def _take(self, given: Any, reading: Reading) -> int:
        text = str(given)
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
            reading.invalid(given, _("Ask for a number of records, from 1 on."))
            return self.start
        return min(int(text), LARGEST_SIZE)

    def _schema(self) -> Schema:
        return {
            "type": "integer",
            "minimum": 1,
            "maximum": max(LARGEST_SIZE, self.default),
            "default": self.default,
        }


def pages(size: int = DEFAULT_SIZE) -> dict[str, Value[Any]]:
    """The parameters of a list that comes in pages."""
    return {"page_size": Size(default=size), "after": Text(most=100)}


META = Shape(
    "PaginationMeta",
    page_size=says(Whole(), itemgetter("page_size")),
    after=says(Text(), lambda meta: meta.get("after"), optional=True),
)


def unknown_place() -> Exception:
    """422, for an `after` that names nothing the reader may see."""
    return invalid(fault("not_found", _("The record to go on after isn't there (any more)."), "after"))


def cut(rows: Sequence[T], size: int) -> tuple[Sequence[T], dict[str, Any]]:
    """The page, and what META writes of it, of `size + 1` rows read: one more than are answered."""
    meta: dict[str, Any] = {"page_size": size}
    page = rows[:size]
    if len(rows) > size:
        meta["after"] = page[-1].pk  # type: ignore[attr-defined]
    return page, meta


def page_of(
    rows: "QuerySet[M]", order: tuple[str, ...], *, size: int, after: str = ""
) -> tuple[Sequence[M], dict[str, Any]]:
    """As many rows as asked for, in this order, behind the one with the id `after`.

    order  columns that are never empty, as for `order_by`; the last one tells every two rows apart
    Raises ApiError for an `after` that isn't among these rows.
    """
    if after:
        rows = rows.filter(behind(rows, order, after))
    return cut([*rows.order_by(*order)[: size + 1]], size)


def behind(rows: "QuerySet[Any]", order: tuple[str, ...], id: str) -> Q:
    """The condition for rows that come after this one. It has to be among those the reader may see; raises
    ApiError otherwise."""
    columns = [each.lstrip("-") for each in order]
    last = rows.filter(pk=id).values_list(*columns).first() if is_id(id) or _NUMBER.fullmatch(id) else None
    if last is None:
        raise unknown_place()
    found, same = Q(), Q()
    for each, column, value in zip(order, columns, last, strict=True):
        side = "lt" if each.startswith("-") else "gt"
        found |= same & Q(**{f"{column}__{side}": value})
        same &= Q(**{column: value})
    first = "lte" if order[0].startswith("-") else "gte"
    return found & Q(**{f"{columns[0]}__{first}": last[0]})  # lets the index find the place


def link_to_next(request: HttpRequest, meta: dict[str, Any]) -> str:
    """The Link header (RFC 8288) that leads to the next page; empty on the last one."""
    if "after" not in meta:
        return ""
    asked = {**request.GET.dict(), "page_size": meta["page_size"], "after": meta["after"]}
    return f'<{settings.PUBLIC_URL}{request.path}?{urlencode(asked)}>; rel="next"'
