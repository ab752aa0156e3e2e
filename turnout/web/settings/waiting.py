"""Changes to where reports go that wait for a second person: what they are, agreeing, stopping."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url

from turnout.core.blueprints.actions.pending import agree_to_change, stop_change
from turnout.core.blueprints.models import PendingChange
from turnout.core.blueprints.pending import Readable, may_stop, readable, why_not_agree
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.errors import NotPossible
from turnout.web.guard import SignedInRequest, guard

MOST = 100
SHOWN_FOR = timedelta(days=30)
EVERYONE = Permission.PEOPLE_VIEW
"""What anyone who works here may do: how reports travel is no secret."""
DECIDED = ("proposed_by", "by_key__created_by", "agreed_by", "ended_by")


@dataclass(frozen=True)
class Shown:
    """One of them, as one person sees it.

    cannot  why they can't agree, for those who might; empty if they can
    """

    change: PendingChange
    steps: list[Readable]
    may_agree: bool
    cannot: str
    may_stop: bool


@guard(EVERYONE)
def show(request: SignedInRequest) -> HttpResponse:
    return _page(request)


@guard(EVERYONE, methods=("POST",))
def agreement(request: SignedInRequest, id: str) -> HttpResponse:
    change = get_object_or_404(PendingChange, pk=id)
    try:
        agree_to_change(change, by=request.user)
    except NotPossible as error:
        return _page(request, refused=str(error))
    return redirect(f"{resolve_url('waiting_changes')}?agreed#change-{change.pk}")


@guard(EVERYONE, methods=("POST",))
def stop(request: SignedInRequest, id: str) -> HttpResponse:
    change = get_object_or_404(PendingChange, pk=id)
    try:
        stop_change(change, by=request.user)
    except NotPossible as error:
        return _page(request, refused=str(error))
    return redirect(f"{resolve_url('waiting_changes')}?stopped#change-{change.pk}")


def _page(request: SignedInRequest, refused: str = "") -> HttpResponse:
    found = PendingChange.objects.select_related(*DECIDED)
    over = found.filter(ended_at__gte=clock.now() - SHOWN_FOR).order_by("-ended_at")[:MOST]
    context = {
        "waiting": [_shown(each, request.user) for each in found.waiting().order_by("proposed_at")[:MOST]],
        "over": [_shown(each, request.user) for each in over],
        "now": clock.now(),
        "refused": refused,
    }
    return render(request, "settings/waiting.html", context, status=409 if refused else 200)


def _shown(change: PendingChange, person: Person) -> Shown:
    needs = change.is_waiting and change.agreed_by_id is None and change.takes_two
    cannot = why_not_agree(change, person) if needs and person.may(Permission.SETTINGS_MANAGE) else ""
    may_agree = needs and person.may(Permission.SETTINGS_MANAGE) and not cannot
    return Shown(change, readable(change), may_agree, cannot, may_stop(change, person))
