"""How people are told about an incident: discreetly where it must be, unseen where a name is kept."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.types import who_did
from turnout.core.notify.actions.tell import MessageText, tell
from turnout.core.people.models import Person
from turnout.incidents.audience.resolver import Audience
from turnout.incidents.incident.discretion import discreetly
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.unnamed import given_away_outside


def incident_of(event: RecordedEvent) -> Incident | None:
    """The incident it happened to, if it is still there."""
    return Incident.objects.select_related("reporter").filter(pk=event.subject_id).first()


def tell_about(
    people: Iterable[Person],
    kind: str,
    event: RecordedEvent,
    incident: Incident,
    title: MessageText,
    body: MessageText = "",
    in_app_only: bool = False,
    at: str = "",
) -> None:
    """Tell these people about an event of an incident, as its label and their names allow.

    at  the page within the incident that it leads to
    """
    words, body = discreetly(incident, title, body)

    def shown() -> str:
        said = str(words() if callable(words) else words)
        return _("Exercise: %(title)s") % {"title": said} if incident.is_exercise else said

    people = list(people)
    hidden = given_away_outside(incident, people)
    named = [person for person in people if person.pk not in hidden]
    unnamed = [person for person in people if person.pk in hidden]
    for listeners, here in ((named, in_app_only), (unnamed, True)):
        tell(
            listeners,
            kind,
            about=event,
            subject=incident,
            title=shown,
            body=body,
            path=f"/incidents/{incident.number}/{at}",
            in_app_only=here,
        )


def tell_audience(
    audience: Audience, kind: str, event: RecordedEvent, incident: Incident, title: MessageText
) -> None:
    """Each of them in the way that was promised."""
    title, body = discreetly(incident, title, incident.summary)
    for people, in_app_only, urgent in audience.by_reach():
        tell(
            people,
            kind,
            about=event,
            subject=incident,
            title=title,
            body=body,
            path=f"/incidents/{incident.number}/",
            in_app_only=in_app_only,
            urgent=urgent,
        )


def who_acted(event: RecordedEvent) -> str:
    """The name of whoever did it, as notifications say it."""
    return who_did(event, {event.actor.pk: event.actor.name} if event.actor else {})


def tell_by_number(
    people: Iterable[Person],
    kind: str,
    event: RecordedEvent,
    incident: Incident,
    title: MessageText,
    body: MessageText = "",
    path: str = "",
) -> None:
    """Tell those who see it, in words that name it by its number alone."""
    path = path or f"/incidents/{incident.number}/"
    tell(people, kind, about=event, subject=incident, title=title, body=body, path=path)


def tell_outside(
    people: Iterable[Person],
    kind: str,
    event: RecordedEvent,
    title: MessageText,
    body: MessageText = "",
    path: str = "/notifications/",
) -> None:
    """Tell those who may no longer see it: what they are told is about themselves."""
    for person in people:
        tell([person], kind, about=event, subject=person, title=title, body=body, path=path)


def named_in(event: RecordedEvent, incident: Incident) -> dict[str, str]:
    """Who did it, and to what: all that words by number say."""
    return {"who": who_acted(event), "reference": incident.reference}
