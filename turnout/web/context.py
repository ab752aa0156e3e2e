"""What every page may need: the organization, what the reader may do, how much they haven't read."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from turnout.core.notify.inbox import unread_count
from turnout.core.people.models import Organization
from turnout.core.people.permissions import PERMISSIONS_OF, Permission

SECTIONS = frozenset(
    {"home", "incidents", "work", "people", "teams", "report", "settings", "system", "triage"}
)


def page(request: HttpRequest) -> dict[str, Any]:
    user: Any = getattr(request, "user", None)
    is_in = bool(user and user.is_authenticated)
    section = request.path.split("/", 2)[1] or "home"
    return {
        "me": user,
        "may": _permissions(user.role if is_in and user.is_active else ""),
        "organization": SimpleLazyObject(Organization.cached),
        "unread": SimpleLazyObject(lambda: unread_count(user) if is_in else 0),
        "section": section if section in SECTIONS else None,  # which link of the navigation leads here
    }


@lru_cache(maxsize=16)
def _permissions(role: str) -> dict[str, bool]:
    """What `Person.may` answers for this role, by name, for templates to leave out what isn't theirs."""
    held = PERMISSIONS_OF.get(role, frozenset())
    return {each.name: each in held for each in Permission}
