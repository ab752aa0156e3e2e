"""A thing the API lists, shows, creates, updates and deletes: five operations from one declaration."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.api.wire.operation import Answer, Call, Operation
from turnout.api.wire.paging import META, link_to_next, page_of, pages
from turnout.api.wire.query import WHERE, Parameters
from turnout.api.wire.schema import Body, Listed, Shape, says
from turnout.core.lib.ids import is_id
from turnout.core.people.permissions import Permission

Rows = QuerySet[Any]
MOST = 500
"""Answered at once where the wire has no pages. A Link header leads on to what is behind them."""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """
    path      its address with the version: `/v1/severities`
    one       the name of one in answers; `many` of a list
    shape     what one looks like; `listed` what it looks like in a list, where that says less
    rows      those the reader may see
    found     of those, the ones a list shows, given what was asked for
    order     of the list, ending in a column that tells every two rows apart
    paged     whether the wire has pages for it
    body      what creating takes; `changes` what updating takes, where that differs
    create    a verb's answer; likewise `update` (of the row) and `delete`. What isn't given isn't offered
    prepare   told of all rows before they are written: reads what their shape needs, notes who looked
    """

    tag: str
    path: str
    one: str
    many: str
    about: str | Promise
    shape: Shape
    rows: Callable[[Call], Rows]
    listed: Shape | None = None
    found: Callable[[Rows, Call], Rows] = lambda rows, call: rows.filter(call.query[WHERE])
    order: tuple[str, ...] = ("pk",)
    paged: bool = False
    lists: bool = True
    shows: bool = True
    query: Parameters = field(default_factory=Parameters)
    reads: Permission = Permission.INCIDENTS_VIEW
    writes: Permission = Permission.SETTINGS_MANAGE
    body: Body | None = None
    changes: Body | None = None
    create: Callable[[Call], Any] | None = None
    update: Callable[[Any, Call], Any] | None = None
    delete: Callable[[Any, Call], None] | None = None
    created: int = 201
    deleted: int = 204
    names: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[list[Any], Call], None] | None = None

    def operations(self) -> Iterator[Operation]:
        """Up to five: List and Show unless it `lists` or `shows` none, the rest where it has the verb."""
        if self.lists:
            yield self._operation(
                "List",
                "GET",
                self.path,
                self._list,
                self.about,
                answers=self._many(),
                query=self.query.with_more(pages() if self.paged else pages(MOST)),
            )
        if self.shows:
            yield self._operation("Show", "GET", self._place, self._show, _("One of them."))
        if self.create:
            yield self._operation(
                "Create",
                "POST",
                self.path,
                self._create,
                _("Create one."),
                body=self.body,
                status=self.created,
            )
        if self.update:
            yield self._operation(
                "Update", "PUT", self._place, self._update, _("Change one."), body=self.changes or self.body
            )
        if self.delete:
            yield self._operation(
                "Delete",
                "DELETE",
                self._place,
                self._delete,
                _("Delete one."),
                answers=None,
                status=self.deleted,
            )

    @property
    def _place(self) -> str:
        return f"{self.path}/{{id}}"

    def _operation(
        self,
        name: str,
        method: str,
        path: str,
        do: Callable[[Call], Answer],
        about: str | Promise,
        **more: Any,
    ) -> Operation:
        said = {"answers": Shape(self._called("Answer"), **{self.one: says(self.shape)}), **more}
        return Operation(
            tag=self.tag,
            name=self.names.get(name, name),
            method=method,
            path=path,
            do=do,
            about=about,
            permission=self.reads if method == "GET" else self.writes,
            **said,
        )

    def _called(self, what: str) -> str:
        """The name of an answer in the document: `SeveritiesV1List`."""
        return f"{re.sub('[^A-Za-z0-9]', '', self.tag)}{what}"

    def _many(self) -> Shape:
        meta = {"pagination_meta": says(META)} if self.paged else {}
        return Shape(self._called("List"), **{self.many: says(Listed(self.listed or self.shape))}, **meta)

    def _list(self, call: Call) -> Answer:
        rows = self.found(self.rows(call), call)
        size, after = call.query["page_size"], call.query["after"]
        page, meta = page_of(rows, self.order, size=size, after=after)
        if self.prepare:
            self.prepare([*page], call)
        shape = self.listed or self.shape
        answer = JsonResponse(
            {
                self.many: [shape.write(each) for each in page],
                **({"pagination_meta": meta} if self.paged else {}),
            }
        )
        if link := link_to_next(call.request, meta):
            answer["Link"] = link
        return answer

    def _show(self, call: Call) -> Answer:
        return self._said(call, self.one_of(call))

    def _create(self, call: Call) -> Answer:
        assert self.create
        return self._said(call, self.create(call))

    def _update(self, call: Call) -> Answer:
        assert self.update
        return self._said(call, self.update(self.one_of(call), call))

    def _delete(self, call: Call) -> Answer:
        assert self.delete
        self.delete(self.one_of(call), call)
        return None

    def _said(self, call: Call, row: Any) -> Answer:
        if self.prepare:
            self.prepare([row], call)
        return {self.one: self.shape.write(row)}

    def one_of(self, call: Call) -> Any:
        """The row that the address names, if the reader may see it."""
        return found_by_id(self.rows(call), call.id)


def found_by_id(rows: Rows, id: str) -> Any:
    """The one of these rows. Raises Http404, whether there is none or the reader may not see it."""
    found = rows.filter(pk=id).first() if is_id(id) else None
    if found is None:
        raise Http404
    return found


def again(row: Model, rows: Rows) -> Any:
    """The same row, read with all that its shape needs."""
    return rows.get(pk=row.pk)
