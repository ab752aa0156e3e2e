"""A NUL is no character of any text, and PostgreSQL keeps none: it is let go before anybody looks."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.request import UnreadablePostError

GetResponse = Callable[[HttpRequest], HttpResponse]
NUL = "\x00"


class WithoutNul:
    """An address with a NUL leads nowhere; query, cookies and forms go on without theirs."""

    def __init__(self, answer: GetResponse) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any(NUL in value for value in request.COOKIES.values()):
            request.COOKIES = {name: value.replace(NUL, "") for name, value in request.COOKIES.items()}
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if getattr(view, "csrf_exempt", False):
            return  # the API names what it can't read
        if NUL in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = without(request.GET)  # type: ignore[assignment]
        if request.method != "POST":
            return
        try:
            form = request.POST
        except UnreadablePostError:
            return  # the sender went away; the next reader will say so
        if any(NUL in text for name, values in form.lists() for text in (name, *values)):
            request.POST = without(form)  # type: ignore[assignment]


def without(fields: QueryDict) -> QueryDict:
    """The same fields without any NUL."""
    kept = QueryDict(mutable=True, encoding=fields.encoding)
    for name, values in fields.lists():
        kept.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    kept._mutable = False
    return kept
