"""Who looks after it, whom it is about, and what waits there for a second person."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.people.guard import SignedInRequest
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.access.actions.keepers import MOST_CONCERNED, name_keeper, step_down
from turnout.incidents.access.actions.proposals import REASON_LENGTH, agree, propose, stop
from turnout.incidents.access.keepers import is_keeper, keepers_of, named_keepers
from turnout.incidents.access.proposals import acts, hour_is_enough, may_agree, may_stop, proposals_for
from turnout.incidents.incident.own_case import ids_concerned
from turnout.incidents.models import Incident, Proposal
from turnout.web.forms import PersonField
from turnout.web.incidents.room import ask, in_incident, try_to

RESPOND = Permission.INCIDENTS_RESPOND
BOTH = ("GET", "POST")


class ReasonForm(forms.Form):
    """Why something that takes a second person is proposed."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=REASON_LENGTH,
        help_text=gettext_lazy("A line is enough. It's kept, and read by whoever has to agree."),
    )


class KeeperForm(forms.Form):
    person = PersonField(label=gettext_lazy("Who else should look after this?"))


class ConcernedForm(ReasonForm):
    """Whom it is about: as many fields as may be named."""

    def __init__(self, *given: Any, people: list[Person], **options: Any) -> None:
        super().__init__(*given, **options)
        for place in range(min(len(people) + 2, MOST_CONCERNED)):
            self.fields[f"person_{place}"] = PersonField(
                label=_("Person %(number)s") % {"number": place + 1},
                required=False,
                initial=people[place] if place < len(people) else None,
            )
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def people(self) -> list[Person]:
        said = (value for name, value in self.cleaned_data.items() if name.startswith("person_"))
        return list({person.pk: person for person in said if person}.values())


@in_incident(RESPOND, methods=BOTH)
def keepers(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """Who decides, two together, who sees it and what is erased. Those who do may ask others to join them."""
    incident = incident.parent or incident
    if request.method == "POST" and "leave" in request.POST:
        return try_to(request, incident, lambda: step_down(incident, by=request.user), at="keepers/")
    rows = {each.person_id: each for each in named_keepers(incident)}
    people = keepers_of(incident)
    return ask(
        request,
        incident,
        KeeperForm(request.POST or None),
        lambda data: name_keeper(incident, data["person"], by=request.user),
        title=_("Who looks after this"),
        submit=_("Add"),
        template="incidents/keepers.html",
        at="keepers/",
        keepers=[(person, rows.get(person.pk)) for person in people],
        is_one=any(person.pk == request.user.pk for person in people),
        may_step_down=request.user.pk in rows,
        back=f"/incidents/{incident.number}/access/",
    )


@in_incident(RESPOND, methods=BOTH)
def keeper_removal(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    """Proposing that somebody no longer looks after it: takes a second person."""
    _only_for_keepers(request, incident)
    person = get_object_or_404(Person, pk__in=named_keepers(incident).values("person"), pk=id)
    return _ask_for_reason(
        request,
        incident,
        lambda reason: propose(
            incident, "keeper", {"person": person.pk}, target=person, by=request.user, reason=reason
        ),
        title=_("%(name)s should no longer look after this") % {"name": person.name},
        explain=_("%(name)s can still see it, and will be told.") % {"name": person.name},
        at="keepers/",
    )


@in_incident(RESPOND, methods=BOTH)
def concerned(request: SignedInRequest, incident: Incident) -> HttpResponse:
    """Whom it is about: for those who look after it."""
    incident = incident.parent or incident
    _only_for_keepers(request, incident)
    people = list(Person.objects.filter(pk__in=ids_concerned(incident)).order_by("folded"))
    form = ConcernedForm(request.POST or None, people=people)

    def act(data: dict[str, Any]) -> None:
        named = sorted(each.pk for each in form.people())
        propose(incident, "concerned", {"people": named}, by=request.user, reason=data["reason"])

    return ask(
        request,
        incident,
        form,
        act,
        title=_("Whom is this about?"),
        submit=_("Propose"),
        explain=_(
            "They don't lead it, end it, change who can see it, erase in it or learn who reported it. Only "
            "those who look after this can read these names. They can still see it unless you keep them out."
        )
        + "\n"
        + takes_two(),
        at="access/",
    )


@in_incident(Permission.INCIDENTS_VIEW)
def proposal(request: SignedInRequest, incident: Incident, id: str) -> HttpResponse:
    """Agreeing to what somebody proposed, or stopping it."""
    found = get_object_or_404(Proposal, pk=id, incident=incident.parent_id or incident.pk)
    if found.by_id != request.user.pk and not may_stop(found, request.user):
        raise Http404
    verb = agree if request.POST.get("answer") == "agree" else stop
    return try_to(request, incident, lambda: verb(found, by=request.user), at="access/")


def waiting_for(incident: Incident, reader: Person) -> list[dict[str, Any]]:
    """What waits here that this reader made, may agree to, or may stop, as the page draws it."""
    return [
        {
            "proposal": each,
            "says": acts[each.act].says(each.data),
            "may_agree": may_agree(each, reader),
            "is_mine": each.by_id == reader.pk,
            "takes_second": not hour_is_enough(each),
        }
        for each in proposals_for(incident, reader)
        if each.act in acts
    ]


def takes_two() -> str:
    """What is said wherever something is proposed."""
    return _(
        "This takes a second person: it'll happen as soon as someone else who looks after this agrees, or in "
        "an hour if nobody stops it."
    )


def _ask_for_reason(
    request: SignedInRequest,
    incident: Incident,
    act: Callable[[str], Any],
    *,
    title: str,
    at: str,
    explain: str = "",
) -> HttpResponse:
    return ask(
        request,
        incident,
        ReasonForm(request.POST or None),
        lambda data: act(data["reason"]),
        title=title,
        submit=_("Propose"),
        explain=f"{explain}\n{takes_two()}".strip(),
        at=at,
    )


@in_incident(RESPOND, methods=BOTH)
def exclusion_lifting(request: SignedInRequest, incident: Incident, id: int) -> HttpResponse:
    """Proposing to keep somebody out no longer."""
    _only_for_keepers(request, incident)
    found = get_object_or_404(incident.exclusions.select_related("person", "team"), pk=id)
    who = found.team or found.person
    return _ask_for_reason(
        request,
        incident,
        lambda reason: propose(
            incident,
            "lift",
            {"person": found.person_id, "team": found.team_id},
            by=request.user,
            reason=reason,
        ),
        title=_("Stop keeping %(name)s out") % {"name": who.name if who else ""},
        at="access/",
    )


def _only_for_keepers(request: SignedInRequest, incident: Incident) -> None:
    if not is_keeper(incident, request.user):
        raise Http404
