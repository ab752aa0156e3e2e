"""What every page of an incident shares: finding it, and the one shape of its small forms."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from turnout.core.people.guard import SignedInRequest, guard
from turnout.core.people.permissions import Permission
from turnout.incidents.errors import ChangedMeanwhile, NotPossible
from turnout.incidents.incident.actions.looks import PAGE, note_looks
from turnout.incidents.incident.models.revisions import full_incident
from turnout.incidents.models import Incident
from turnout.incidents.raising.actions.answering import Answers, act_with_answers
from turnout.web.questions import AnswersForm

View = Callable[..., HttpResponseBase]


def in_incident(permission: Permission, *, methods: tuple[str, ...] = ("POST",)) -> Callable[[View], View]:
    """Guard a view of one incident and hand it that incident, if this person may see it: otherwise 404."""

    def dress(view: View) -> View:
        @wraps(view)
        def entered(request: SignedInRequest, number: int, **kwargs: Any) -> HttpResponseBase:
            found = Incident.objects.visible_to(request.user).filter(number=number)
            incident = found.first() if request.method == "POST" else full_incident(found)
            if incident is None:
                raise Http404
            note_looks([incident], by=request.user, door=PAGE)
            return view(request, incident, **kwargs)

        return guard(permission, methods=methods)(entered)

    return dress


def is_quick(request: SignedInRequest) -> bool:
    """Sent by the page's script, which stays where it is and fetches what changed."""
    return request.headers.get("X-Quick") == "yes"


def done(request: SignedInRequest, incident: Incident, *, at: str = "") -> HttpResponse:
    """Back to the incident, or, for a quick form, nothing more to say."""
    if is_quick(request):
        return HttpResponse(
            status=204, headers={"X-Next": f"/incidents/{incident.number}/{at}"} if at else {}
        )
    return HttpResponseRedirect(f"/incidents/{incident.number}/{at}")


def ask(
    request: SignedInRequest,
    incident: Incident,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    submit: str,
    explain: str = "",
    template: str = "incidents/form.html",
    at: str = "",
    answers: AnswersForm | None = None,
    **context: Any,
) -> HttpResponse:
    """Show a small form; when it is sent and valid, act and go back.

    What a verb refuses is said at the top of the form, with everything typed still there. If somebody else
    changed the same thing meanwhile, the form shows what it is now, and sending again is a decision.

    answers  what the organization asks on this occasion: stored with what is done, or neither
    """
    conflict = None
    if request.method == "POST" and form.is_valid() & (answers is None or answers.is_valid()):
        said = answers.answers() if answers else Answers()
        try:
            act_with_answers(incident, said, lambda: act(form.cleaned_data), by=request.user)
            return done(request, incident, at=at)
        except ChangedMeanwhile as error:
            conflict = error
            resend(form, "was", error.current)
        except NotPossible as error:
            form.add_error(None, str(error))
    refused = request.method == "POST"
    return render(
        request,
        template,
        {
            "incident": incident,
            "form": form,
            "answers": answers,
            "title": title,
            "submit": submit,
            "explain": explain,
            "conflict": conflict,
            "back": f"/incidents/{incident.number}/{at}",
            **context,
        },
        status=409 if conflict else 422 if refused else 200,
    )


def resend(form: forms.Form, name: str, value: Any) -> None:
    """Draw the form again as it was sent, with one value replaced."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data[name] = "" if value is None else str(value)
    form.data = data


def try_to(
    request: SignedInRequest, incident: Incident, act: Callable[[], Any], *, at: str = ""
) -> HttpResponse:
    """For a button without a form: act and go back, or say why not."""
    try:
        act()
    except (NotPossible, ChangedMeanwhile) as error:
        return render(
            request,
            "incidents/refused.html",
            {"incident": incident, "reason": str(error), "title": _("That didn't work")},
            status=409,
        )
    return done(request, incident, at=at)
