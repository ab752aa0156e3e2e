"""Reporting a problem: one sentence, and who will hear of it before it is sent."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from turnout.core.lib.cached_tables import cached_table
from turnout.core.lib.ids import new_id
from turnout.core.people.keys import digest_of
from turnout.core.people.models import Organization, Person
from turnout.core.people.permissions import Permission
from turnout.core.people.rates import reporting
from turnout.incidents.access.actions.following import subscribe
from turnout.incidents.audience.resolver import audience_of, who_may_see_private
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident import search
from turnout.incidents.incident.models.modes import RETROSPECTIVE
from turnout.incidents.models import Incident, IncidentType, Severity
from turnout.incidents.raising.actions.answering import Answers
from turnout.incidents.raising.actions.raising import raise_incident
from turnout.web.grid import answered_grid, proposed_by
from turnout.web.guard import SignedInRequest, counted_as, guard
from turnout.web.questions import AnswersForm
from turnout.web.report import reporting_options
from turnout.web.report.form import LOUD, QUIET, UNSURE, ReportForm
from turnout.web.report.form_questions import draft_with_answers, place_in, questions_for

PLACES_FROM = 200  # the latest incidents, whose places are offered
ALIKE_IN = 2000  # characters of what is written in which look-alikes are sought


@guard(Permission.INCIDENTS_RAISE, methods=("GET", "POST"))
@counted_as(reporting)
def show(request: SignedInRequest) -> HttpResponse:
    """The page; answering it raises the incident.

    What the address holds is filled in already; so is what comes with `check`, from the bar on home or where
    no script runs: sent as a POST, because addresses end up in other people's logs.
    """
    if request.method == "GET":
        return _page(request, request.GET, None)
    if "check" in request.POST:
        return _page(request, request.POST, None)
    form, answers = ReportForm(request.POST), questions_for(request.POST, request.user, checks=True)
    how = reporting_options.read(request.POST)
    if form.is_valid() & answers.is_valid() & how.is_valid():
        try:
            proposed = proposed_by(request.POST)
            incident = _raise(form.cleaned_data, answers.answers(), how, request.user, proposed)
            thanks = "new" if incident.reporter_id in (request.user.pk, None) else "passed_on"
            return _led_on(request, f"/incidents/{incident.number}/?{thanks}=1")
        except NotPossible as error:
            form.add_error(None, str(error))
    return _page(request, request.POST, form, answers)


@guard(Permission.INCIDENTS_RAISE, methods=("POST",))
@counted_as(None)
def look_alikes(request: SignedInRequest) -> HttpResponse:
    """Open incidents that share words with what is being written. It changes nothing."""
    return render(request, "report/_look_alikes.html", _alike(request, request.POST))


@guard(Permission.INCIDENTS_RAISE, methods=("POST",))
@counted_as(None)
def who_hears(request: SignedInRequest) -> HttpResponse:
    """Who would hear of it as it stands. It changes nothing."""
    return render(request, "report/_who_hears_now.html", _hearing(request.POST, request.user))


@guard(Permission.INCIDENTS_RAISE, methods=("POST",))
@counted_as(None)
def questions(request: SignedInRequest) -> HttpResponse:
    """What is asked about the chosen kind of trouble. It changes nothing."""
    answers = questions_for(request.POST, request.user)
    return render(request, "components/questions.html", {"answers": answers})


@guard(Permission.INCIDENTS_RAISE, methods=("POST",))
@counted_as(None)
def grid(request: SignedInRequest) -> HttpResponse:
    """How bad it is, in the words of the kind that is chosen. It changes nothing."""
    return render(request, "components/grid.html", _grid(request.POST))


@guard(Permission.INCIDENTS_RAISE, methods=("POST",))
def affected(request: SignedInRequest) -> HttpResponse:
    """ "That's it, I'm affected too": follow the incident there is instead of raising another."""
    number = request.POST.get("number", "")
    incident = get_object_or_404(
        Incident.objects.visible_to(request.user),
        number=int(number) if number.isdecimal() and len(number) < 10 else 0,
    )
    subscribe(incident, by=request.user)
    return redirect(f"/incidents/{incident.number}/?joined=1")


def _raise(
    wanted: dict[str, Any],
    answers: Answers,
    how: reporting_options.ReportingForm,
    by: Person,
    proposed: Severity | None,
) -> Incident:
    return raise_incident(
        name=wanted["words"],
        by=by,
        type=wanted["type"],
        severity=answers.inputs.get("severity") or wanted["severity"] or proposed,
        summary=answers.inputs.get("summary") or "",
        place=place_in(answers.inputs) or place_in(wanted),
        fields=answers.fields,
        private=wanted["private"],
        quiet=wanted["hearing"] == QUIET,
        token=_token_of(wanted),
        reporting=how.asked(),
        started_at=how.cleaned_data["started_at"],
    )


def _led_on(request: SignedInRequest, to: str) -> HttpResponse:
    """There, or for a script that stayed on the page until an answer came: where that is."""
    by_script = request.headers.get("X-Quick") == "yes"
    return HttpResponse(status=204, headers={"X-Next": to}) if by_script else redirect(to)


def _token_of(wanted: dict[str, Any]) -> str | None:
    """One token per sentence: going back and writing something else is a new report."""
    return digest_of(f"{wanted['token']}\n{wanted['words']}")[:40] if wanted["token"] else None


def _page(
    request: SignedInRequest, asked: QueryDict, form: ReportForm | None, answers: AnswersForm | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "answers": answers or questions_for(asked, request.user),
        "words": asked.get("words", ""),
        "chosen_type": asked.get("type", UNSURE),
        "place": asked.get("place", "")[:100],
        "private": bool(asked.get("private")),
        "quiet": asked.get("hearing", LOUD) == QUIET,
        "token": asked.get("token", "")[:40] or new_id(),
        "types": cached_table(IncidentType).values(),
        "severities": cached_table(Severity).values(),
        "places": _known_places(request.user),
        **_grid(asked),
        **_alike(request, asked),
        **_hearing(asked, request.user),
        **reporting_options.shown(asked, complain=form is not None),
        "allows_anonymous": Organization.objects.filter(allows_anonymous=True).exists(),
    }
    return render(request, "report/show.html", context, status=422 if form else 200)


def _alike(request: SignedInRequest, asked: Mapping[str, str]) -> dict[str, Any]:
    words = asked.get("words", "")[:ALIKE_IN]
    return {"alike": search.look_alikes(words, by=request.user) if len(words.strip()) > 3 else []}


def _grid(asked: Mapping[str, str]) -> dict[str, Any]:
    kind = next((each for each in cached_table(IncidentType).values() if each.key == asked.get("type")), None)
    return {"grid": answered_grid(asked, kind.discipline_id if kind else None)}


def _hearing(asked: QueryDict, by: Person) -> dict[str, Any]:
    """The very answer that will send, for what is filled in so far."""
    draft, quiet = draft_with_answers(asked, by), asked.get("hearing") == QUIET
    kind = draft.type
    audience = audience_of(draft, quiet=quiet, by=by)
    inside = [*audience.let_in, *(() if draft.is_sealed else who_may_see_private())]
    keepers = {person.pk: person for person in inside}
    return {
        "recipient_groups": audience.recipient_groups,
        "told": len(audience.people),
        "chosen_severity": asked.get("severity", ""),
        "proposed": proposed_by(asked),
        "wakes": audience.is_urgent,
        "is_quiet": quiet and not draft.is_serious,
        "never_quiet": draft.is_serious and (quiet or draft.mode == RETROSPECTIVE),
        "is_private": draft.is_restricted,
        "is_private_by_kind": kind if kind is not None and kind.is_private else None,
        "teams_inside": audience.teams,
        "keepers": [person for person in keepers.values() if person.pk != by.pk],
        **reporting_options.consequences(draft, reporting_options.read(asked).asked(), by),
    }


def _known_places(person: Person) -> list[str]:
    latest = Incident.objects.visible_to(person).newest_first().values_list("place", flat=True)[:PLACES_FROM]
    return sorted({place for place in latest if place})[:20]
