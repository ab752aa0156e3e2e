"""Where the incident is in its life: triage, status, resolving, reopening, calling off."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.incident.actions.exercises import make_exercise_again, make_real
from turnout.incidents.incident.actions.lifecycle import (
    accept_incident,
    cancel_incident,
    change_status,
    close_incident,
    decline_incident,
    note_near_miss,
    reopen_incident,
    resolve_incident,
)
from turnout.incidents.models import Incident, Occasion
from turnout.incidents.raising.actions.streams import resolve_with_streams
from turnout.incidents.room.relations import streams_of
from turnout.web.incidents.form_questions import MOVING, answers_for
from turnout.web.incidents.forms import NoteForm, ResolveForm, StatusForm
from turnout.web.incidents.room import View, ask, in_incident, try_to

RESPOND = Permission.INCIDENTS_RESPOND
BOTH = ("GET", "POST")


@in_incident(RESPOND, methods=BOTH)
def status(request: SignedInRequest, incident: Incident) -> HttpResponse:
    initial = {"status": incident.status_id, "was": incident.status_id}
    form = StatusForm(request.POST or None, initial=initial, incident=incident)
    return ask(
        request,
        incident,
        form,
        lambda data: change_status(
            incident, data["status"], by=request.user, was=data["was"], note=data["note"]
        ),
        title=str(_("Change the status")),
        submit=str(_("Change status")),
        template="incidents/status.html",
        answers=answers_for(request, incident, MOVING),
        occasion=MOVING,
    )


@in_incident(RESPOND, methods=BOTH)
def acceptance(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """One press where nothing is asked; a small page where something is."""
    answers = answers_for(request, incident, Occasion.ACCEPT)
    is_own = incident.reporter_id == request.user.pk
    asks = _("A word about it") if is_own else _("A word to whoever reported it")
    form = NoteForm(request.POST or None, asks=str(asks))
    if request.method == "POST" and not answers.asked:
        note = form.cleaned_data["note"] if form.is_valid() else ""
        return try_to(request, incident, lambda: accept_incident(incident, by=request.user, note=note))
    return ask(
        request,
        incident,
        form,
        lambda data: accept_incident(incident, by=request.user, note=data["note"]),
        title=str(_("This is an incident")),
        submit=str(_("Accept")),
        answers=answers,
        occasion=Occasion.ACCEPT,
    )


def _with_a_word(
    verb: Callable[..., Any],
    *,
    title: Promise,
    submit: Promise,
    explain: Promise,
    asks: Promise,
) -> View:
    """A page that asks for a sentence or two, and then does it."""

    @in_incident(RESPOND, methods=BOTH)
    def page(request: SignedInRequest, incident: Incident) -> HttpResponse:
        return ask(
            request,
            incident,
            NoteForm(request.POST or None, asks=str(asks)),
            lambda data: verb(incident, by=request.user, note=data["note"]),
            title=str(title),
            submit=str(submit),
            explain=str(explain),
            way_back=str(_("Leave it as it is")),
        )

    return page


declining = _with_a_word(
    decline_incident,
    title=_("This needs no incident"),
    submit=_("Decline, with thanks"),
    explain=_("Whoever raised it reads this. A false alarm is a good outcome."),
    asks=_("What did you see?"),
)
near_miss = _with_a_word(
    note_near_miss,
    title=_("A near miss"),
    submit=_("Note it, with thanks"),
    explain=_(
        "Nothing bad came of it, though it could have. It counts as much as an incident: it is how the "
        "next one is prevented. Follow-ups and a review are still possible. Whoever raised it reads this."
    ),
    asks=_("What kept it from getting worse?"),
)


@in_incident(RESPOND, methods=BOTH)
def resolution(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """Where parts of it still go on, it asks about them."""
    return ask(
        request,
        incident,
        ResolveForm(request.POST or None, asks=str(_("What ended it?"))),
        lambda data: (resolve_with_streams if data["streams"] == "too" else resolve_incident)(
            incident, by=request.user, note=data["note"]
        ),
        title=str(_("It's over")),
        submit=str(_("Resolve")),
        explain=str(_("Everyone who follows hears this. What there is to learn comes next.")),
        way_back=str(_("Leave it as it is")),
        template="incidents/resolution.html",
        answers=answers_for(request, incident, Occasion.RESOLVE),
        occasion=Occasion.RESOLVE,
        streams=[each for each in streams_of(incident, request.user) if each.is_open],
    )


reopening = _with_a_word(
    reopen_incident,
    title=_("It isn't over after all"),
    submit=_("Reopen"),
    explain=_("Everyone who follows hears this."),
    asks=_("What came back?"),
)
cancellation = _with_a_word(
    cancel_incident,
    title=_("Call it off"),
    submit=_("Call it off"),
    explain=_(
        "For something raised twice, or handled elsewhere. It stays readable, and it can be reopened. "
        "Whoever raised it reads this."
    ),
    asks=_("Why?"),
)


@in_incident(RESPOND)
def closure(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return try_to(request, incident, lambda: close_incident(incident, by=request.user))


@in_incident(Permission.INCIDENTS_VIEW)
def reality(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """One press, for anyone who sees it: it's no exercise."""
    return try_to(request, incident, lambda: make_real(incident, by=request.user))


@in_incident(RESPOND)
def exercise(request: SignedInRequest, incident: Incident) -> HttpResponse:
    return try_to(request, incident, lambda: make_exercise_again(incident, by=request.user))
