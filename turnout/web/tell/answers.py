"""Coming back with a receipt code: what one said, what was answered, adding more. Nothing else."""

from operator import itemgetter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.events.models import RecordedEvent
from turnout.core.lib.ids import new_id
from turnout.core.people.errors import TooManyTries
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.events import NameChanged
from turnout.incidents.incident.models.endings import NEAR_MISS
from turnout.incidents.incident.models.parts import Direction
from turnout.incidents.models import Incident, StatusCategory
from turnout.incidents.reporters.actions.words import doubt_end, say_felt_wrong
from turnout.incidents.reporters.feedback import feedback_for
from turnout.incidents.reporters.receipts import incident_of_receipt
from turnout.incidents.room.actions.talking import post_message
from turnout.incidents.room.events import MessagePosted
from turnout.web.guard import open_to_anyone
from turnout.web.tell import limits
from turnout.web.tell.form import CodeForm

SHOWN = 200
STATES: dict[str, Promise] = {
    StatusCategory.TRIAGE: gettext_lazy("It waits for someone to look at it."),
    StatusCategory.LIVE: gettext_lazy("People are working on it."),
    StatusCategory.PAUSED: gettext_lazy("It is known, and goes on later."),
    StatusCategory.LEARNING: gettext_lazy("It's over. What there is to learn comes next."),
    StatusCategory.CLOSED: gettext_lazy("It's over, and learned from."),
    StatusCategory.DECLINED: gettext_lazy("Someone looked, and it needs no incident. That's a good outcome."),
    StatusCategory.CANCELED: gettext_lazy("It was called off."),
    NEAR_MISS: gettext_lazy("Nothing bad came of it, and now we know that it could have."),
    StatusCategory.MERGED: gettext_lazy("It goes on together with another report of the same thing."),
}


@open_to_anyone(methods=("GET", "POST"))
def show(request: HttpRequest) -> HttpResponse:
    """The code comes in the body of a form, never in an address: addresses end up in logs and histories."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    incident = incident_of_receipt(form.cleaned_data["code"]) if form.is_valid() else None
    if incident is None:
        if form.is_bound and not form.errors:
            form.add_error(
                "code", _("No report has this code. Look at each letter again; case doesn't matter.")
            )
        return render(request, "tell/code.html", {"form": form}, status=422 if form.is_bound else 200)
    if form.cleaned_data["felt_wrong"] or form.cleaned_data["words"].strip():
        _add(form, incident)
    return render(request, "tell/answers.html", _known(incident, form), status=422 if form.errors else 200)


def _add(form: CodeForm, incident: Incident) -> None:
    said = form.cleaned_data
    try:
        limits.ADDING.take(incident.pk)
        if said["felt_wrong"]:
            event = RecordedEvent.objects.filter(subject_id=incident.pk, pk=said["felt_wrong"]).first()
            if event is None:
                raise NotPossible(_("That wasn't written to you."))
            say_felt_wrong(incident, event, said["words"], by=None)
        elif said["differently"]:
            doubt_end(incident, said["words"], by=None)
        else:
            post_message(
                incident, said["words"], by=None, part=Direction.FROM_REPORTER, token=said["token"] or None
            )
    except TooManyTries:
        form.add_error("words", _("That is a lot at once. Your words are kept: send them in a few minutes."))
    except NotPossible as error:
        form.add_error("words", str(error))


def _known(incident: Incident, form: CodeForm) -> dict[str, object]:
    exchange = _exchange(incident)
    return {
        "incident": incident,
        "form": form,
        "code": form.cleaned_data["code"],
        "words": form.cleaned_data.get("words", "") if form.errors else "",
        "token": new_id(),
        "state": _state(incident),
        "goes_on": _state(incident.merged_into) if incident.merged_into else "",
        "exchange": exchange,
        "told_someone": bool(form.cleaned_data["felt_wrong"]) and not form.errors,
        "doubted": form.cleaned_data["differently"] and not form.errors,
        "is_answered": any(each["is_theirs"] for each in exchange),
    }


def _state(incident: Incident) -> Promise:
    return STATES[incident.outcome or incident.category]


def _exchange(incident: Incident) -> list[dict[str, Any]]:
    """What was said between them, and what they were told, in its order."""
    said = incident.messages.exclude(part="").filter(removed_at__isnull=True).order_by("-created_at", "-id")
    posted = _events_of_words(incident)
    told: list[dict[str, Any]] = [
        {
            "at": each.created_at,
            "is_theirs": each.part == Direction.TO_REPORTER,
            "note": each.body,
            "who": each.author.name if each.author and each.part == Direction.TO_REPORTER else "",
            "event": posted.get(each.pk, ""),
        }
        for each in said.select_related("author")[:SHOWN]
    ][::-1]
    told += [
        {
            "at": each.at,
            "is_theirs": True,
            "words": each.words,
            "note": each.note,
            "who": each.who,
            "event": each.event if each.note else "",
        }
        for each in feedback_for(incident)
    ]
    began = {"at": incident.reported_at, "is_theirs": False, "words": _said_at_first(incident)}
    return [began, *sorted(told, key=itemgetter("at"))]


def _events_of_words(incident: Incident) -> dict[str, int]:
    """By message, the events that told the reporter."""
    told = RecordedEvent.objects.filter(
        subject_id=incident.pk, verb=MessagePosted.verb, data__part=Direction.TO_REPORTER.value
    ).order_by("-at", "-id")
    return {each.data["message"]: each.pk for each in told[:SHOWN]}


def _said_at_first(incident: Incident) -> str:
    """The sentence it began with. What others made of it since may say more than its reporter knows."""
    renamed = RecordedEvent.objects.filter(subject_id=incident.pk, verb=NameChanged.verb)
    first = renamed.order_by("at", "id").first()
    return str(first.data["was"]) if first else incident.name
