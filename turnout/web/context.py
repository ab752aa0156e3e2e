"""What every page may need: the organization, what the reader may do, how much they haven't read."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from turnout.core.notify.inbox import unread_count
from turnout.core.people.models import Organization
from turnout.core.people.permissions import Permission


def page(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    may = {each.name: bool(user and user.is_authenticated and user.may(each)) for each in Permission}
    return {
        "me": user,
        "may": may,
        "organization": SimpleLazyObject(Organization.get),
        "unread": SimpleLazyObject(lambda: unread_count(user) if user and user.is_authenticated else 0),
    }
