"""Who may come through a door. Every view wears one guard; a test walks the URLconf for any without."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from turnout.core.people.errors import SignedOut
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.core.people.rates import Allowance, Limit, writing

View = Callable[..., HttpResponseBase]
Counted = Callable[[], Limit | None]


class SignedInRequest(HttpRequest):
    """For annotations: what a guarded view is given."""

    user: Person


def guard(
    permission: Permission, *, methods: tuple[str, ...] = ("GET",), hidden: bool = False
) -> Callable[[View], View]:
    """Let in people who are signed in and hold `permission`.

    Others are asked to sign in, or raise SignedOut if they sent something. Those without the permission get
    403, or 404 where `hidden`: where even that the page exists is none of their business. What is sent counts
    as writing, unless the view is `counted_as` something else; who writes too much raises TooManyTries.
    """

    def dress(view: View) -> View:
        counted = counting_of(view)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if request.method == "POST":
                    raise SignedOut
                return redirect_to_login(request.get_full_path())
            if not request.user.may(permission):
                if hidden:
                    raise Http404
                raise PermissionDenied
            if request.method == "POST":
                count(request.user, counted)
            return view(request, *args, **kwargs)

        return _marked(require_http_methods(_with_head(methods))(guarded), permission)

    return dress


def counted_as(counted: Counted | None) -> Callable[[View], View]:
    """Below a guard: this limit counts what is sent here. None: it says nothing new and isn't counted."""

    def dress(view: View) -> View:
        view.counted_as = counted  # type: ignore[attr-defined]
        return view

    return dress


def counting_of(view: View) -> Counted | None:
    return getattr(view, "counted_as", writing)


def count(person: Person, counted: Counted | None) -> Allowance | None:
    """Count one thing written by `person`, or raise TooManyTries. None where nothing is limited."""
    limit = counted() if counted else None
    return limit.take(person.pk) if limit else None


def open_to_anyone(*, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """No sign-in needed: sign-in itself, health, an invitation's page."""

    def dress(view: View) -> View:
        return _marked(require_http_methods(_with_head(methods))(wraps(view)(view)), "anyone")

    return dress


def _with_head(methods: tuple[str, ...]) -> list[str]:
    return [*methods, "HEAD"] if "GET" in methods else [*methods]


def _marked(view: View, guarded_by: str) -> View:
    view.guarded_by = guarded_by  # type: ignore[attr-defined]
    return view
