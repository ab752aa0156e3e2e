"""One operation of the API as data: its address, who may use it, what it takes and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.utils.functional import Promise

from turnout.api.wire.errors import invalid, needs_person
from turnout.api.wire.query import Parameters
from turnout.api.wire.request import ApiRequest
from turnout.api.wire.schema import Body, Given, Shape
from turnout.api.wire.waiting import waiting
from turnout.core.blueprints.actions.pending import propose
from turnout.core.people.actions.agreement import NeedsAgreement
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.core.people.rates import Limit, writing
from turnout.core.values import JSON, TYPED, Reading

Answer = HttpResponseBase | dict[str, Any] | None
WRITES = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request for an operation, read and found to be right.

    reader  the person to look with: what they may not see isn't there
    by      who does it, for verbs; `person` for those that need one
    """

    request: ApiRequest
    ids: Mapping[str, str]
    body: Given
    query: Given

    @property
    def reader(self) -> Person:
        """The token's person; for a key of the organization's own, somebody in no table who may as much."""
        return self.request.user

    @property
    def by(self) -> Person | None:
        """None for a key of the organization's own: who acts is known to `record`."""
        return self.request.token.by

    @property
    def person(self) -> Person:
        """Who does what only a person can. Raises ApiError for a key of the organization's own."""
        if self.by is None:
            raise needs_person()
        return self.by

    @property
    def id(self) -> str:
        """The one id in the address."""
        return self.ids["id"]


def counted_as_writing(call: Call) -> Limit | None:
    """Each change counts as one thing written by this person."""
    return writing()


@dataclass(frozen=True, kw_only=True)
class Operation:
    """`Action` for those a Resource doesn't give by itself.

    name      as the wire's documents call it within its tag: List, Show, Create …
    do        does it; a dict is answered as JSON, None as an empty answer
    about     what it does, in a line for people
    permission  what a token's person needs; None where nobody needs a token
    answers   the fields of the answer, as a Shape; None for an empty answer
    counts    which limit counts a use of it; asked after the body was read
    """

    tag: str
    name: str
    method: str
    path: str
    permission: Permission | None = None
    about: str | Promise
    do: Callable[[Call], Answer]
    answers: Shape | None = None
    body: Body | None = None
    query: Parameters = field(default_factory=Parameters)
    status: int = 200
    counts: Callable[[Call], Limit | None] = counted_as_writing

    @property
    def id(self) -> str:
        """As the wire's documents have it: `Severities V1#List`."""
        return f"{self.tag}#{self.name}"

    @property
    def writes(self) -> bool:
        """Whether it may change something, and is counted."""
        return self.method in WRITES

    @property
    def is_open(self) -> bool:
        """Whether anybody may use it, without a token."""
        return self.permission is None

    def limit(self, call: Call | None) -> Limit | None:
        """The limit that counts this use of it; None for a call that couldn't be read."""
        return self.counts(call) if call else writing()

    def answer(self, call: Call) -> HttpResponseBase:
        """Do it. Raises ApiError, Http404 and NotPossible; the guard says these in the wire's words."""
        try:
            answer = self.do(call)
        except NeedsAgreement:
            answer = waiting(propose(lambda: self.do(call), by=call.by))
        if isinstance(answer, HttpResponseBase):
            return answer
        if answer is None:
            return HttpResponse(status=self.status)
        return JsonResponse(answer, status=self.status)


Action = Operation


def read_call(operation: Operation, request: ApiRequest, ids: Mapping[str, str], sent: Any) -> Call:
    """Read what the request brings. Raises ApiError with all that is wrong.

    ids   what stands in the address, unread, by name
    sent  the JSON object that came; None for an operation without a body
    """
    asked, brought = Reading(TYPED), Reading(JSON)
    query = operation.query.read(request.GET, asked)
    body = operation.body.take(sent, brought) if operation.body else {}
    if faults := [*asked.faults, *brought.faults]:
        raise invalid(*faults)
    return Call(request=request, ids=ids, body=body, query=query)
