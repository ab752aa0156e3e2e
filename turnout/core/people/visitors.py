"""Who a request comes from: what Django answers, for one look at the database instead of two."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from turnout.core.people.models import Person


def visitor(request: HttpRequest) -> Any:
    """The person who signed in with this session, which was read with them; else whatever Django makes of it.

    It is Django that ends sessions whose password changed, and takes those signed with an older secret.
    """
    session: Any = request.session
    theirs = session.get(SESSION_KEY)  # reads it, if nobody has yet
    row = getattr(session, "row", None)
    person: Person | None = row.person if row else None
    if (
        person is not None
        and person.pk == theirs
        and person.is_active
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    ):
        return person
    return get_user(request)


class VisitorMiddleware(AuthenticationMiddleware):
    """Django's, asking `visitor`."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: visitor(request))  # type: ignore[assignment]
