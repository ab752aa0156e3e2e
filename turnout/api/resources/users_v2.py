"""/v2/users: the people here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.api.shapes.people import USER_WITH_ROLES
from turnout.api.wire.operation import Call
from turnout.api.wire.query import Parameters
from turnout.api.wire.resource import Resource
from turnout.api.wire.values import Text
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.core.values import YesNo


def _found(people: Any, call: Call) -> Any:
    if not call.query["include_inactive"]:
        people = people.active()
    if email := call.query["email"]:
        people = people.filter(email=email.strip().lower())
    return people.none() if call.query["slack_user_id"] else people  # nobody is known by one yet


users = Resource(
    tag="Users V2",
    path="/v2/users",
    one="user",
    many="users",
    about=_("People, by when they came."),
    shape=USER_WITH_ROLES,
    rows=lambda call: Person.objects.all(),
    found=_found,
    paged=True,
    query=Parameters(
        {
            "email": Text(most=254),
            "slack_user_id": Text(most=100),
            "include_inactive": YesNo(),
        }
    ),
    reads=Permission.PEOPLE_VIEW,
)
