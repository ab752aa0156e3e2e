"""What reporters are told: thanks right away, then what became of their report. The one way to them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, gettext_noop

from turnout.core.events.models import RecordedEvent
from turnout.core.events.types import who_did
from turnout.core.notify.actions.tell import MessageText, tell
from turnout.incidents.incident.discretion import discreetly
from turnout.incidents.incident.events import (
    IncidentAccepted,
    IncidentCanceled,
    IncidentDeclined,
    IncidentMerged,
    IncidentReopened,
    IncidentResolved,
    NearMissNoted,
    ReporterTold,
)
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.unnamed import unnamed_followers
from turnout.incidents.reporters.events import ReporterThanked
from turnout.incidents.reporters.thanks import hidden_among

# By verb: the subject, and what is said where nobody wrote a sentence of their own.
FEEDBACK = {
    IncidentAccepted.verb: (
        gettext_noop("We're on it: %(name)s"),
        gettext_noop("Someone looked at what you reported, and people are working on it. Thank you."),
    ),
    IncidentDeclined.verb: (
        gettext_noop("Looked at, and fine: %(name)s"),
        gettext_noop("Thank you for raising it. Better once too often: please do it again."),
    ),
    NearMissNoted.verb: (
        gettext_noop("A near miss, thanks to you: %(name)s"),
        gettext_noop("Nothing bad came of it, and now we know that it could have. Thank you for saying so."),
    ),
    IncidentMerged.verb: (
        gettext_noop("It's part of something bigger: %(name)s"),
        gettext_noop("Others see the same. What you reported goes on there and helps to understand it."),
    ),
    IncidentResolved.verb: (
        gettext_noop("It's over: %(name)s"),
        gettext_noop("What you reported is resolved. Thank you: it began with you."),
    ),
    IncidentReopened.verb: (
        gettext_noop("Open again: %(name)s"),
        gettext_noop("It isn't over after all. People are working on what you reported."),
    ),
    IncidentCanceled.verb: (
        gettext_noop("Called off: %(name)s"),
        gettext_noop(
            "It is dealt with elsewhere, or it wasn't what it looked like. Thank you for raising it."
        ),
    ),
    ReporterThanked.verb: (
        gettext_noop("You were thanked for reporting this: %(name)s"),
        gettext_noop("It made a difference that you said so."),
    ),
    ReporterTold.verb: (gettext_noop("A word about what you reported: %(name)s"), ""),
}

READ_BY_REPORTER = {
    each.verb for each in (IncidentDeclined, NearMissNoted, IncidentCanceled, ReporterThanked, ReporterTold)
}
"""Events whose note the reporter will read: its author is told so. Other notes stay in the timeline."""
MOST_FEEDBACK = 100


@dataclass(frozen=True)
class Feedback:
    """Something the reporter was told. It holds nothing from inside, not even the incident's name."""

    at: datetime
    words: str
    note: str
    who: str = ""  # whose words the note is
    event: int = 0


def feedback_for(incident: Incident) -> list[Feedback]:
    """What a reporter with a receipt code was told, in order; after a merge, also what the other incident's
    reporter was told since."""
    told = _told(incident)
    merged = [event for event in told if event.verb == IncidentMerged.verb]
    if incident.merged_into and merged:
        since = (merged[-1].at, merged[-1].pk)
        told += [event for event in _told(incident.merged_into) if (event.at, event.pk) > since]
    return [
        Feedback(
            event.at,
            gettext(words) if (words := FEEDBACK[event.verb][1]) else "",
            note := event.event.note if event.verb in READ_BY_REPORTER else "",
            _author(event) if note else "",
            event.pk,
        )
        for event in told
    ]


def _told(incident: Incident) -> list[RecordedEvent]:
    events = RecordedEvent.objects.filter(subject_id=incident.pk, verb__in=FEEDBACK)
    told = [*events.select_related("actor").order_by("-at", "-id")[:MOST_FEEDBACK]][::-1]
    hidden = hidden_among(incident, told)
    return [event for event in told if event.pk not in hidden]


def last_word(incident: Incident) -> RecordedEvent | None:
    """The last event whose words somebody wrote to the reporter."""
    words = RecordedEvent.objects.filter(subject_id=incident.pk, verb__in=READ_BY_REPORTER)
    latest = words.exclude(actor=None).order_by("-at", "-id")[:MOST_FEEDBACK]
    return next((each for each in latest if each.event and each.event.note), None)


def _author(event: RecordedEvent) -> str:
    return who_did(event, {event.actor.pk: event.actor.name} if event.actor else {})


def _signed(event: RecordedEvent) -> str:
    """What somebody wrote, with their name: no word reaches a reporter from nobody."""
    return f"{event.event.note}\n\n— {_author(event)}"


def tell_reporter(
    incident: Incident, kind: str, *, about: RecordedEvent | None, title: MessageText, body: MessageText
) -> None:
    """The only way to reach the reporter. They aren't told about their own actions, nor about what they
    may not see any more."""
    path = f"/incidents/{incident.number}/"
    title, body = discreetly(incident, title, body)
    if incident.reporter is not None and incident.seen_by([incident.reporter]):
        tell([incident.reporter], kind, about=about, subject=incident, title=title, body=body, path=path)
    tell(
        unnamed_followers(incident),
        kind,
        about=about,
        subject=incident,
        title=title,
        body=body,
        path=path,
        in_app_only=True,
    )


def send_feedback(incident: Incident, kind: str, event: RecordedEvent) -> None:
    """Tell the reporter what an event means, in its author's words or, without any, in ours."""
    title, words = FEEDBACK[event.verb]
    tell_reporter(
        incident,
        kind,
        about=event,
        title=lambda: gettext(title) % {"name": incident.name},
        body=lambda: _signed(event) if event.event.note else gettext(words),
    )
