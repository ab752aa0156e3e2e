"""/v2/users/{user_id}/notification_methods: how somebody can be reached outside Turnout."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.schema import Listed, Shape, one_of, says
from turnout.api.wire.values import Text
from turnout.core.lib.ids import is_id
from turnout.core.people.models import ADDRESS, ContactMethod, Person
from turnout.core.people.permissions import Permission
from turnout.core.values import YesNo

WORDS = {ADDRESS: "email"}
"""Kinds of contact methods by what the wire calls them; it has no word for others."""
_METHOD = Shape(
    "NotificationMethod",
    id=says(Text(), "pk"),
    method_type=says(one_of(*WORDS.values()), lambda method: WORDS[method.kind]),
    address=says(Text(), "value"),
    is_usable=says(YesNo(), "is_used"),
)


def _list(call: Call) -> Answer:
    """For themselves, and for whoever looks after people: to others somebody's own addresses are private."""
    id = call.ids["user_id"]
    person = Person.objects.filter(pk=id).first() if is_id(id) else None
    own = person is not None and person == call.by
    if person is None or not (own or call.reader.may(Permission.PEOPLE_MANAGE)):
        raise Http404
    methods = ContactMethod.objects.verified().filter(person=person, kind__in=WORDS)
    return {"notification_methods": [_METHOD.write(each) for each in methods]}


listing = Action(
    tag="Users V2", name="ListNotificationMethods", method="GET", do=_list,
    path="/v2/users/{user_id}/notification_methods",
    about=_("How somebody can be reached: your own, or anybody's for those who look after people."),
    permission=Permission.PEOPLE_VIEW,
    answers=Shape("NotificationMethodList", notification_methods=says(Listed(_METHOD))),
)  # fmt: skip
