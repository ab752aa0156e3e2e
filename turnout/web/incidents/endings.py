"""Words between people and their reporter, and seeing an end differently."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.incident.unnamed import is_unnamed_reporter
from turnout.incidents.models import Incident
from turnout.incidents.reporters.actions.words import doubt_end, say_felt_wrong, update_reporter
from turnout.incidents.reporters.events import EndDoubted
from turnout.incidents.reporters.feedback import last_word
from turnout.incidents.reporters.speaking import offers_writing
from turnout.web.incidents.forms import NoteForm
from turnout.web.incidents.room import ask, in_incident

BOTH = ("GET", "POST")


def spoken(incident: Incident, person: Person, *, is_own: bool) -> dict[str, Any]:
    """What the top of the page shows of words with the reporter, to this reader."""
    may_respond = person.may(Permission.INCIDENTS_RESPOND)
    return {
        "may_write_to_reporter": SimpleLazyObject(lambda: may_respond and offers_writing(incident, person)),
        "last_word": last_word(incident) if is_own else None,
        "doubt": None if incident.is_open else last_doubt(incident),
    }


def last_doubt(incident: Incident) -> RecordedEvent | None:
    doubts = RecordedEvent.objects.filter(subject_id=incident.pk, verb=EndDoubted.verb)
    return doubts.select_related("actor").order_by("-at", "-id").first()


@in_incident(Permission.INCIDENTS_RESPOND, methods=BOTH)
def word(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        NoteForm(request.POST or None, asks=_("How does it stand?")),
        lambda data: update_reporter(incident, data["note"], by=request.user),
        title=_("A word to whoever reported it"),
        submit=_("Tell them"),
        explain=_("They'll read it with your name, and it's shown in the timeline. One sentence is enough."),
    )


@in_incident(Permission.INCIDENTS_VIEW, methods=BOTH)
def felt_wrong(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """For the reporter alone, about the last word that was written to them."""
    is_own = incident.reporter_id == request.user.pk or is_unnamed_reporter(incident, request.user)
    event = last_word(incident) if is_own else None
    if event is None:
        raise Http404
    return ask(
        request,
        incident,
        NoteForm(request.POST or None, asks=_("What felt wrong? (optional)")),
        lambda data: say_felt_wrong(incident, event, data["note"], by=request.user),
        title=_("This felt wrong"),
        submit=_("Tell someone else"),
        explain=_(
            "It goes to others who look after this, never to the person who wrote to you. It's kept, and not "
            "shown in the timeline."
        ),
        way_back=_("Leave it"),
    )


@in_incident(Permission.INCIDENTS_RAISE, methods=BOTH)
def differently(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return ask(
        request,
        incident,
        NoteForm(request.POST or None, asks=_("What do you see?")),
        lambda data: doubt_end(incident, data["note"], by=request.user),
        title=_("I see it differently"),
        submit=_("Send"),
        explain=_("Someone other than the person who ended it will look at it again."),
        way_back=_("Leave it as it is"),
    )
