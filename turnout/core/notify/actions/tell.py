"""Telling people that something happened."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import models, transaction
from django.utils import translation

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record_each
from turnout.core.events.subjects import kind_of
from turnout.core.lib import clock
from turnout.core.lib.text import one_line
from turnout.core.notify.audience import those_who_see
from turnout.core.notify.channels import channels, goes_over
from turnout.core.notify.events import PersonNotified
from turnout.core.notify.kinds import NoticeKind, Words, kinds
from turnout.core.notify.models import Delivery, Notification, Preference
from turnout.core.people.models import ADDRESS, ContactMethod, Person

MessageText = Words | Callable[[], str]
"""Words in the reader's language: lazily translated, or made by a function called with that language on."""

LONGEST_BODY = 5000


@transaction.atomic
def tell(
    people: Iterable[Person],
    kind: str,
    *,
    about: RecordedEvent | None,
    subject: models.Model,
    title: MessageText,
    body: MessageText = "",
    path: str,
    urgent: bool = False,
    by: Person | None = None,
    in_app_only: bool = False,
    at_home: bool = False,
) -> list[Notification]:
    """Tell each of `people` once about one event; answers what they were told.

    Left out: whoever did it (`by`, or the event's actor), who has left, who may not see the subject, and who
    was told of this event by this kind before. Calling it again tells nobody twice.

    in_app_only  nothing leaves: where even that they are told is nobody's business
    at_home      to the address each signs in with, whatever they chose: somebody else may have chosen it
    """
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError(f"{path} doesn't lead into Turnout")
    chosen = kinds[kind]
    urgent = urgent or chosen.is_urgent
    listeners = _listeners(people, chosen, about, subject, by)
    if not listeners:
        return []
    told = [
        _notification(person, chosen, about, subject, _say(person, title, body), path, urgent)
        for person in listeners
    ]
    Notification.objects.bulk_create(told, batch_size=200)
    if not in_app_only:
        Delivery.objects.bulk_create(_deliveries(told, listeners, chosen, at_home), batch_size=200)
    record_each((each.person, PersonNotified(notification=each.id, kind=kind)) for each in told)
    return told


def _listeners(
    people: Iterable[Person],
    kind: NoticeKind,
    about: RecordedEvent | None,
    subject: models.Model,
    by: Person | None,
) -> list[Person]:
    asked = {person.id: person for person in people}
    left_out = {by.id if by else None, about.actor_id if about else None}
    if about is not None:
        before = Notification.objects.filter(event=about, kind=kind.key, person_id__in=list(asked))
        left_out |= set(before.values_list("person_id", flat=True))
    wanted = [person for person in asked.values() if person.id not in left_out]
    may_see = those_who_see(*_naming(subject), wanted)
    return [person for person in wanted if person.id in may_see]


def _naming(subject: models.Model) -> tuple[str, str]:
    return kind_of(subject), str(subject.pk)


def _say(person: Person, title: MessageText, body: MessageText) -> tuple[str, str]:
    with translation.override(person.language):
        said = [str(each() if callable(each) else each) for each in (title, body)]
    return one_line(said[0], 300), said[1][:LONGEST_BODY]


def _notification(
    person: Person,
    kind: NoticeKind,
    about: RecordedEvent | None,
    subject: models.Model,
    words: tuple[str, str],
    path: str,
    urgent: bool,
) -> Notification:
    subject_kind, subject_id = _naming(subject)
    return Notification(
        person=person,
        kind=kind.key,
        event=about,
        subject_kind=subject_kind,
        subject_id=subject_id,
        title=words[0],
        body=words[1],
        path=path,
        is_urgent=urgent,
    )


def _deliveries(
    told: list[Notification], listeners: list[Person], kind: NoticeKind, at_home: bool
) -> list[Delivery]:
    chosen = {
        (person, channel): wanted
        for person, channel, wanted in Preference.objects.filter(
            kind=kind.key, person__in=listeners
        ).values_list("person_id", "channel", "wanted")
    }
    contacts = _contacts(listeners, at_home)
    return [
        Delivery(
            notification=each,
            channel=channel.key,
            contact=contact,
            key=f"{each.id}.{channel.key}" + (f".{contact.pk}" if nth else ""),
            due_at=_due_at(each),
        )
        for each in told
        for channel in channels.values()
        if (at_home and channel.reaches.kind == ADDRESS)
        or chosen.get((each.person_id, channel.key), goes_over(kind, channel))
        for nth, contact in enumerate(contacts[each.person_id, channel.reaches.kind])
    ]


def _contacts(listeners: list[Person], at_home: bool) -> dict[tuple[str, str], list[ContactMethod]]:
    """Where notifications go, by person and kind: one question however many they are."""
    found: dict[tuple[str, str], list[ContactMethod]] = defaultdict(list)
    methods = ContactMethod.objects.in_use()
    if at_home:
        methods = methods | ContactMethod.objects.home()
    for contact in methods.filter(person__in=listeners):
        found[contact.person_id, contact.kind].append(contact)
    return found


def _due_at(notification: Notification) -> datetime:
    """Now, or when the person's quiet hours end; what is urgent doesn't wait."""
    now = clock.now()
    return now if notification.is_urgent else notification.person.quiet_ends_at(now) or now
