"""/v2/users/{user_id}/notification_methods and …_rules: how somebody is reached outside Turnout."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from turnout.api.wire.operation import Action, Answer, Call
from turnout.api.wire.schema import Listed, Shape, itself, one_of, says
from turnout.api.wire.values import Text, Whole
from turnout.core.lib.ids import is_id
from turnout.core.notify.preferences import choices
from turnout.core.people.models import ADDRESS, ContactMethod, Person
from turnout.core.people.permissions import Permission
from turnout.core.values import YesNo

WORDS = {ADDRESS: "email"}
"""Kinds of contact methods by what the wire calls them; it has no word for others."""
HIGH, LOW = "high_urgency", "low_urgency"
_METHOD = Shape(
    "NotificationMethod",
    id=says(Text(), "pk"),
    method_type=says(one_of(*WORDS.values()), lambda method: WORDS[method.kind]),
    address=says(Text(), "value"),
    is_usable=says(YesNo(), "is_used"),
)


_RULE = Shape(
    "NotificationRule",
    id=says(Text(), lambda rule: f"{rule.contact.pk}-{rule.urgency}"),
    rule_type=says(one_of(HIGH, LOW), "urgency"),
    method_type=says(one_of(*WORDS.values()), lambda rule: WORDS[rule.contact.kind]),
    method_target=says(
        Shape(
            "NotificationRuleTarget",
            type=says(one_of("specific"), lambda rule: "specific"),
            specific=says(Shape("NotificationRuleMethod", id=says(Text(), "pk")), "contact"),
        ),
        itself,
    ),
    delay_seconds=says(Whole(), lambda rule: 0 if rule.urgency == HIGH else None, optional=True),
)


@dataclass(frozen=True)
class _Rule:
    """That what is this urgent goes to a contact method. What isn't urgent waits for quiet hours to end."""

    contact: ContactMethod
    urgency: str


def _person(call: Call) -> Person:
    """For themselves, and for whoever looks after people: to others somebody's own addresses are private."""
    id = call.ids["user_id"]
    person: Person | None = Person.objects.filter(pk=id).first() if is_id(id) else None
    own = person is not None and person == call.by
    if person is None or not (own or call.reader.may(Permission.PEOPLE_MANAGE)):
        raise Http404
    return person


def _list(call: Call) -> Answer:
    methods = ContactMethod.objects.verified().filter(person=_person(call), kind__in=WORDS)
    return {"notification_methods": [_METHOD.write(each) for each in methods]}


def _list_rules(call: Call) -> Answer:
    """From what the person wants to hear of: a rule wherever some of what is this urgent is wanted."""
    person = _person(call)
    wanted = {
        (HIGH if kind.is_urgent else LOW, choice.channel.reaches.kind)
        for kind, row in choices(person)
        for choice in row
        if choice.wanted
    }
    contacts = ContactMethod.objects.in_use().filter(person=person, kind__in=WORDS)
    rules = [
        _Rule(each, urgency) for urgency in (HIGH, LOW) for each in contacts if (urgency, each.kind) in wanted
    ]
    return {"notification_rules": [_RULE.write(each) for each in rules]}


listing = Action(
    tag="Users V2", name="ListNotificationMethods", method="GET", do=_list,
    path="/v2/users/{user_id}/notification_methods",
    about=_("How somebody can be reached: your own, or anybody's for those who look after people."),
    permission=Permission.PEOPLE_VIEW,
    answers=Shape("NotificationMethodList", notification_methods=says(Listed(_METHOD))),
)  # fmt: skip
rules = Action(
    tag="Users V2", name="ListNotificationRules", method="GET", do=_list_rules,
    path="/v2/users/{user_id}/notification_rules",
    about=_(
        "Where somebody is told of what is urgent, and of the rest: your own, or anybody's for those who "
        "look after people."
    ),
    permission=Permission.PEOPLE_VIEW,
    answers=Shape("NotificationRuleList", notification_rules=says(Listed(_RULE))),
)  # fmt: skip
