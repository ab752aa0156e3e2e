"""Who sees it: its label, who is let in, who is kept out."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.notify.models import Notification
from turnout.core.people.guard import SignedInRequest
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.access_requests import (
    access_request_token,
    answer_access_request,
    can_request_access,
)
from turnout.incidents.access.actions.following import grant_access, revoke_access
from turnout.incidents.access.actions.proposals import propose
from turnout.incidents.access.actions.visibility import (
    change_label,
    change_marks,
    grant_access_to_team,
    revoke_access_of_team,
)
from turnout.incidents.access.keepers import is_keeper, keepers_of
from turnout.incidents.access.members import may_let_in, members_of, visibility_change
from turnout.incidents.access.taking_two import label_takes_two, marks_take_two
from turnout.incidents.audience import notices
from turnout.incidents.definitions.models.labels import (
    LABEL_MEANINGS,
    LABEL_NAMES,
    OPEN,
    RESTRICTED,
    SEALED,
    TEAM,
    Label,
)
from turnout.incidents.incident.actions.locking import UNCHECKED
from turnout.incidents.incident.models.visibility import ASKED
from turnout.incidents.incident.own_case import is_about
from turnout.incidents.models import Access, Incident
from turnout.web.incidents.deciding import takes_two, waiting_for
from turnout.web.incidents.forms import ExclusionForm, InsiderForm, LabelForm, MarksForm
from turnout.web.incidents.room import ask, in_incident, try_to

RESPOND = Permission.INCIDENTS_RESPOND
ICONS = {"open": "users-round", "team": "users", "restricted": "lock", "sealed": "stamp"}
LABELLING = {
    OPEN: gettext_lazy("Open it to everyone"),
    TEAM: gettext_lazy("Keep it to teams"),
    RESTRICTED: gettext_lazy("Restrict it"),
    SEALED: gettext_lazy("Seal it"),
}
PROPOSING = {
    OPEN: gettext_lazy("Propose to open it to everyone"),
    TEAM: gettext_lazy("Propose to open it to teams"),
    RESTRICTED: gettext_lazy("Propose to restrict it"),
    SEALED: gettext_lazy("Propose to seal it"),
}
SHOWN = 500
DOORS = {
    "page": gettext_lazy("on its page"),
    "file": gettext_lazy("a file of it"),
    "api": gettext_lazy("through the API"),
    "export": gettext_lazy("in an exported list"),
}


@in_incident(RESPOND, methods=("GET", "POST"))
def access(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """Who can see this: everyone who was let in, and a form to let in more."""
    if request.method == "POST" and request.POST.get("revoke"):
        person = get_object_or_404(Person, pk=request.POST["revoke"])
        return try_to(
            request, incident, lambda: revoke_access(incident, person, by=request.user), at="access/"
        )
    if request.method == "POST" and request.POST.get("revoke_team"):
        team = get_object_or_404(Team, pk=request.POST["revoke_team"])
        return try_to(
            request, incident, lambda: revoke_access_of_team(incident, team, by=request.user), at="access/"
        )
    let_in = (
        Access.objects.present().filter(incident=incident).order_by("team__name", "person__folded")[:SHOWN]
    )
    whole = incident.parent or incident  # who sees a stream is decided there
    inside = members_of(whole) if incident.is_restricted else []
    return ask(
        request,
        incident,
        InsiderForm(request.POST or None),
        lambda data: _let_in(incident, data, request.user),
        title=_("Who can see this"),
        submit=_("Let in"),
        template="incidents/access.html",
        at="access/",
        label=Label(incident.confidentiality),
        meaning=LABEL_MEANINGS[incident.confidentiality],
        icon=ICONS[incident.confidentiality],
        may_let_in=incident.is_restricted and may_let_in(incident, request.user),
        let_in=let_in,
        inside=len(inside),
        others=_others(whole, inside, {each.person_id for each in let_in}),
        requests=incident.access_requests.filter(state=ASKED)
        .select_related("person")
        .order_by("asked_at")[:SHOWN],
        link=f"{settings.PUBLIC_URL}/access/{access_request_token(incident)}/"
        if can_request_access(incident)
        else "",
        kept_out=incident.exclusions.select_related("person", "team").order_by("created_at")[:SHOWN],
        keepers=keepers_of(whole) if incident.is_restricted else [],
        is_keeper=is_keeper(whole, request.user),
        waiting=waiting_for(incident, request.user),
        back=f"/incidents/{incident.number}/",
    )


def _others(incident: Incident, inside: list[Person], named: set[str | None]) -> list[tuple[Person, str]]:
    """Those who see it without having been let in by name, and what lets them."""
    why = dict.fromkeys((each.pk for each in inside), _("with a team"))
    for person in inside:
        if person.may(Permission.INCIDENTS_VIEW_PRIVATE) and not incident.is_sealed:
            why[person.pk] = _("as an owner")
    why[incident.reporter_id or ""] = _("reported it")
    why |= {held.person_id: held.role.name for held in incident.holders}
    others = [person for person in inside if person.pk not in named]
    return [(person, why[person.pk]) for person in sorted(others, key=lambda each: each.folded)]


def _let_in(incident: Incident, data: dict[str, Any], by: Person) -> None:
    if data["team"]:
        grant_access_to_team(incident, data["team"], by=by)
    else:
        grant_access(incident, data["person"], by=by)


@in_incident(RESPOND, methods=("GET", "POST"))
def label(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """The labels to choose from; with `to`, who would gain or lose sight of it by that one."""
    wanted = request.POST.get("label") or request.GET.get("to", "")
    if wanted and wanted not in LABEL_NAMES:
        raise Http404
    teams = list(Team.objects.filter(members=request.user)) if wanted == TEAM else []
    two = bool(wanted) and label_takes_two(incident, wanted, by=request.user)
    form = LabelForm(request.POST or None, initial={"was": incident.confidentiality})
    form.fields["reason"].required = two
    return ask(
        request,
        incident,
        form,
        lambda data: _label(incident, data, request.user),
        title=_("How far may it be seen?"),
        submit=str((PROPOSING if two else LABELLING).get(wanted, "")),
        template="incidents/label.html",
        at="access/",
        labels=[(key, name, LABEL_MEANINGS[key], ICONS[key]) for key, name in LABEL_NAMES.items()],
        wanted=wanted,
        wanted_name=LABEL_NAMES.get(wanted, ""),
        meaning=LABEL_MEANINGS.get(wanted, ""),
        teams=teams,
        change=visibility_change(incident, wanted, teams=teams, by=request.user) if wanted else None,
        is_open_wanted=wanted == OPEN,
        may_change=_may_change(incident, wanted, request.user),
        takes_two=takes_two() if two else "",
        marks=MarksForm(
            initial={"privileged": incident.is_privileged, "no_tipping_off": incident.no_tipping_off}
        ),
        restricted=RESTRICTED,
    )


def _may_change(incident: Incident, label: str, person: Person) -> bool:
    """Whether to offer it: closing to everyone who responds, the rest to those who look after it."""
    if incident.parent or is_about(incident, person):
        return False
    closes = label in ("", TEAM, RESTRICTED) and not incident.is_restricted
    return (closes and may_let_in(incident, person)) or is_keeper(incident, person)


def _label(incident: Incident, data: dict[str, Any], by: Person) -> None:
    label, teams = data["label"], data["team"]
    if not label_takes_two(incident, label, by=by):
        change_label(incident, label, teams=teams, by=by, was=data["was"] or UNCHECKED)
        return
    named = {"to": label, "was": incident.confidentiality, "teams": sorted(each.pk for each in teams)}
    propose(incident, "label", named, by=by, reason=data["reason"])


@in_incident(RESPOND)
def request_answer(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    asked = get_object_or_404(incident.access_requests, pk=id)
    grant = request.POST.get("grant") == "yes"
    return try_to(
        request,
        incident,
        lambda: answer_access_request(asked, grant=grant, by=request.user),
        at="access/",
    )


@in_incident(RESPOND, methods=("GET",))
def looks(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """Who has looked and who was told, for those who decide who may."""
    if not incident.is_restricted or not is_keeper(incident, request.user):
        raise Http404
    told = _told(incident)
    see = incident.seen_by([each.person for each in told], openly=True)
    found = incident.looks.select_related("person").order_by("-last_at", "-pk")[:SHOWN]
    return render(
        request,
        "incidents/looks.html",
        {
            "incident": incident,
            "title": _("Who has looked"),
            "looks": [(each, DOORS.get(each.door, each.door)) for each in found],
            "told": [(each, each.person_id in see) for each in told],
            "back": f"/incidents/{incident.number}/access/",
        },
    )


def _told(incident: Incident) -> list[Notification]:
    """What the rules about who is told brought about. No more: other notices may give a reporter away."""
    sent = Notification.objects.filter(
        subject_kind="incident", subject_id=incident.pk, kind__in=notices.OF_AUDIENCE
    )
    return list(sent.select_related("person").order_by("created_at", "person__folded")[:SHOWN])


@in_incident(RESPOND)
def marks(request: SignedInRequest, incident: Incident) -> HttpResponse:
    form = MarksForm(request.POST)
    form.is_valid()
    return try_to(request, incident, lambda: _mark(incident, form.cleaned_data, request.user), at="access/")


def _mark(incident: Incident, data: dict[str, Any], by: Person) -> None:
    marks = {name: data[name] for name in ("privileged", "no_tipping_off")}
    if marks_take_two(incident, **marks):
        propose(incident, "marks", marks, by=by, reason=data.get("reason", ""))
    else:
        change_marks(incident, **marks, by=by)


@in_incident(RESPOND, methods=("GET", "POST"))
def exclusions(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """Proposing to keep somebody out."""
    return ask(
        request,
        incident,
        ExclusionForm(request.POST or None),
        lambda data: _keep_out(incident, data, request.user),
        title=_("Keep someone out"),
        submit=_("Propose"),
        explain=_(
            "For a conflict of interest. They see it nowhere, whatever else would let them in, hear nothing "
            "of it from now on and aren't told. Roles they hold here end. What they knew before, they know: "
            "“Who has looked” says who had been told."
        )
        + "\n"
        + takes_two(),
        template="incidents/exclusions.html",
        at="access/",
    )


def _keep_out(incident: Incident, data: dict[str, Any], by: Person) -> None:
    team, person = data["team"], data["person"]
    named = {"team": team.pk} if team else {"person": person.pk}
    propose(incident, "exclude", named, target=None if team else person, by=by, reason=data["reason"])
