"""What is to be done: actions and follow-ups."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.permissions import Permission
from turnout.incidents.models import Incident
from turnout.incidents.room.actions.tasks import (
    WHY_LENGTH,
    add_task,
    change_task,
    drop_task,
    finish_task,
    is_asked_why,
    reopen_task,
)
from turnout.incidents.room.models.tasks import ACTION, FOLLOW_UP
from turnout.web.incidents.forms import TaskForm
from turnout.web.incidents.room import ask, in_incident, try_to

RESPOND = Permission.INCIDENTS_RESPOND


@in_incident(RESPOND, methods=("GET", "POST"))
def tasks(request: SignedInRequest, incident: Incident) -> HttpResponse:
    kind = FOLLOW_UP if request.GET.get("kind") == FOLLOW_UP else ACTION
    return ask(
        request,
        incident,
        TaskForm(request.POST or None),
        lambda data: add_task(
            incident,
            data["title"],
            by=request.user,
            kind=kind,
            owner=data["owner"],
            due_on=data["due_on"],
            description=data["description"],
            token=data["token"] or None,
        ),
        title=_("Add a follow-up") if kind == FOLLOW_UP else _("Add an action"),
        submit=_("Add"),
        explain=_("Something that makes us better after this is over.")
        if kind == FOLLOW_UP
        else _("Something to do now, while this is going on."),
        at="review/" if request.GET.get("from") == "review" else "",
    )


@in_incident(RESPOND, methods=("GET", "POST"))
def task(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    found = get_object_or_404(incident.tasks.select_related("owner"), pk=id)
    initial = {
        "title": found.title,
        "description": found.description,
        "owner": found.owner,
        "due_on": found.due_on,
    }
    return ask(
        request,
        incident,
        TaskForm(request.POST or None, initial=initial),
        lambda data: change_task(
            found,
            title=data["title"],
            owner=data["owner"],
            due_on=data["due_on"],
            description=data["description"],
            by=request.user,
        ),
        title=_("Change this follow-up") if found.is_follow_up else _("Change this action"),
        submit=_("Save"),
        template="incidents/task.html",
        task=found,
    )


class WhyForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Why does it end here?"), max_length=WHY_LENGTH)
    done = forms.CharField(widget=forms.HiddenInput)


@in_incident(RESPOND)
def task_done(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    found = get_object_or_404(incident.tasks.select_related("incident", "owner"), pk=id)
    if request.POST.get("done") == "no":
        return try_to(request, incident, lambda: reopen_task(found, by=request.user))
    end, dropped = finish_task, request.POST.get("done") == "dropped"
    if dropped:
        end = drop_task
    if found.is_outstanding and is_asked_why(found, request.user):
        form = WhyForm(
            request.POST if "why" in request.POST else None, initial={"done": request.POST.get("done")}
        )
        return ask(
            request,
            incident,
            form,
            lambda data: end(found, by=request.user, why=data["why"]),
            title=_("We won't do this") if dropped else _("Done"),
            submit=_("We won't do this") if dropped else _("Done"),
            explain=_("“%(title)s” is %(name)s's follow-up. %(name)s will be told that it ended, and why.")
            % {"title": found.title, "name": found.owner.name if found.owner else ""},
        )
    return try_to(request, incident, lambda: end(found, by=request.user))
