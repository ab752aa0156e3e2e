"""Around a reporter without a name: who may look them up, answering them, and stepping forward."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.incident import unnamed
from turnout.incidents.incident.models.incident import NAMED
from turnout.incidents.incident.models.parts import Direction
from turnout.incidents.models import Incident
from turnout.incidents.reporters.actions.reporters import REASON_LENGTH, look_up_reporter, step_forward
from turnout.incidents.reporters.receipts import has_receipt
from turnout.incidents.reporters.speaking import offers_writing
from turnout.incidents.room.actions.talking import BODY_LENGTH, post_message
from turnout.web.incidents.forms import SentOnceMixin, area
from turnout.web.incidents.room import ask, in_incident

BOTH = ("GET", "POST")


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why do you need to know?"), max_length=REASON_LENGTH)


class AnswerForm(SentOnceMixin):
    body = forms.CharField(
        label=gettext_lazy("What do you want to tell or ask them?"), max_length=BODY_LENGTH, widget=area(5)
    )


def standing(incident: Incident, person: Person) -> dict[str, Any]:
    """What the page shows of an unnamed reporter to this reader; nothing to ask where there is a name."""
    if incident.reported_as == NAMED:
        return {}
    mine = unnamed.is_unnamed_reporter(incident, person)
    return {
        "is_mine_unnamed": mine,
        "may_write_named": mine and person.pk in incident.seen_by([person], openly=True),
        "may_learn_reporter": unnamed.may_know_reporter(incident, person),
        "has_receipt": has_receipt(incident),
        "may_answer_reporter": offers_writing(incident, person),
    }


@in_incident(Permission.INCIDENTS_VIEW, methods=BOTH)
def reporter(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """Asks once more before it shows who it was, for the timeline will say who looked."""
    if not unnamed.may_know_reporter(incident, request.user):
        raise Http404
    form, behind = ReasonForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        behind = look_up_reporter(incident, reason=form.cleaned_data["reason"], by=request.user)
    answer = render(
        request, "incidents/reporter.html", {"incident": incident, "behind": behind, "form": form}
    )
    answer["Cache-Control"] = "no-store"
    return answer


@in_incident(Permission.INCIDENTS_VIEW, methods=BOTH)
def stepping_forward(request: SignedInRequest, incident: Incident) -> HttpResponse:
    if not unnamed.is_unnamed_reporter(incident, request.user):
        raise Http404
    return ask(
        request,
        incident,
        forms.Form(request.POST or None),
        lambda _data: step_forward(incident, by=request.user),
        title=_("Put your name to it"),
        submit=_("Show my name"),
        explain=_("Everyone who sees this incident will see that you reported it. There is no way back."),
    )


@in_incident(Permission.INCIDENTS_RESPOND, methods=BOTH)
def answer(request: SignedInRequest, incident: Incident) -> HttpResponse:
    if not has_receipt(incident):
        raise Http404
    return ask(
        request,
        incident,
        AnswerForm(request.POST or None),
        lambda data: post_message(
            incident,
            data["body"],
            by=request.user,
            part=Direction.TO_REPORTER,
            token=data["token"] or None,
        ),
        title=_("Answer the reporter"),
        submit=_("Send it to them"),
        explain=_(
            "They'll read it with their receipt code, and see your name. Nothing else from here reaches them."
        ),
    )
