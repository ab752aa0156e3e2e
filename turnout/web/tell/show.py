"""Telling without signing in: one sentence, and a code with which to come back."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from turnout.core.lib.ids import new_id
from turnout.core.people.errors import TooManyTries
from turnout.core.people.keys import digest_of
from turnout.core.people.models import Organization
from turnout.incidents.audience.resolver import audience_of, draft_of
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models.incident import ANONYMOUS
from turnout.incidents.models import IncidentType, IntakePage
from turnout.incidents.raising.actions.raising import Reporting, raise_incident
from turnout.incidents.reporters.receipts import code_for, incident_of_receipt
from turnout.web.guard import open_to_anyone
from turnout.web.tell import limits
from turnout.web.tell.form import TellForm

BOTH = ("GET", "POST")


@open_to_anyone(methods=BOTH)
def anyone(request: HttpRequest) -> HttpResponse:
    """Where the organization allows it, from anywhere."""
    if not _allows_anonymous():
        raise Http404
    return _tell(request, None)


@open_to_anyone(methods=BOTH)
def place(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one place, as its sheet of paper leads to it."""
    page = IntakePage.objects.filter(key=key, is_active=True).first()
    if page is None:  # paper hangs longer than pages last
        return render(request, "tell/gone.html", {"goes_on": _allows_anonymous()}, status=404)
    return _tell(request, page)


def _allows_anonymous() -> bool:
    return Organization.objects.filter(allows_anonymous=True).exists()


def _tell(request: HttpRequest, page: IntakePage | None) -> HttpResponse:
    """`check` comes from the report page: what was typed there is filled in, and nothing is sent yet."""
    if request.method != "POST" or "check" in request.POST:
        return _page(request, page, TellForm(initial={}), said=request.POST)
    form = TellForm(request.POST)
    form.fields["contact"].required = page is not None and not (page.allows_anonymous and _allows_anonymous())
    if form.is_valid() and not _is_believable(form.cleaned_data):
        form.add_error("words", _("Nothing is lost. Please send it once more."))
    if form.is_valid():
        try:
            return _thank(request, _raise(form, page))
        except TooManyTries:
            form.add_error(
                "words", _("A lot comes in just now. Your words are kept: send them again in a minute.")
            )
            return _page(request, page, form, said=request.POST, status=429)
        except NotPossible as error:
            form.add_error("words", str(error))
    return _page(request, page, form, said=request.POST, status=422)


def _is_believable(said: Mapping[str, Any]) -> bool:
    """Whether a person could have sent it. What was sent before, and its answer lost, is believed again."""
    again = bool(said["token"]) and incident_of_receipt(code_for(_token_of(said))) is not None
    return again or limits.is_believable(said["since"])


def _token_of(said: Mapping[str, Any]) -> str:
    return digest_of(f"{said['token'] or new_id()}\n{said['words']}")[:40]


def _raise(form: TellForm, page: IntakePage | None) -> str:
    """The code that leads back to it. The same form sent again answers the same again."""
    said = form.cleaned_data
    token = _token_of(said)
    code = code_for(token)
    if incident_of_receipt(code):
        return code
    limits.take(page.pk if page else "")
    _save(said, page, code, token)
    return code


@transaction.atomic
def _save(said: Mapping[str, Any], page: IntakePage | None, code: str, token: str) -> None:
    if not limits.use(said["since"]):
        raise NotPossible(_("Nothing is lost. Please send it once more."))
    raise_incident(
        name=said["words"],
        by=None,
        type=page.type if page and page.type else said["type"],
        place=page.place if page else " ".join(said["place"].split()),
        private=said["private"],
        reporting=Reporting(reported_as=ANONYMOUS, contact=said["contact"], receipt=digest_of(code)),
        token=token,
    )


def _thank(request: HttpRequest, code: str) -> HttpResponse:
    shown = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
    back = settings.PUBLIC_URL + reverse("tell_answers")
    return render(request, "tell/thanks.html", {"code": shown, "address": back})


def _page(
    request: HttpRequest,
    page: IntakePage | None,
    form: TellForm,
    *,
    said: Mapping[str, str],
    status: int = 200,
) -> HttpResponse:
    drawn = form if form.is_bound else TellForm(said)
    kept = drawn.said("since")
    kind = page.type if page else None
    chosen = kind or IncidentType.objects.filter(key=drawn.chosen_type).first()
    private = bool(drawn.said("private"))
    draft = draft_of(
        type=chosen,
        severity=None,
        private=private,
        place=page.place if page else drawn.said("place"),
        by=None,
        reported_as=ANONYMOUS,
    )
    audience = audience_of(draft)
    context = {
        "page": page,
        "form": form if form.is_bound else None,
        "said": drawn,
        "types": [] if kind else drawn.types(),
        "told": len(audience.people),
        "wakes": audience.is_urgent,
        "is_private": draft.is_restricted,
        "must_leave_contact": page is not None and not (page.allows_anonymous and _allows_anonymous()),
        "token": drawn.said("token") or new_id(),
        "since": kept if status == 422 and limits.is_believable(kept) else limits.stamp(),
        "words": drawn.said("words"),
        "place": drawn.said("place")[:100],
        "contact": drawn.said("contact"),
        "private": private,
    }
    return render(request, "tell/show.html", context, status=status)
