"""The packs that come with Turnout: which are here, and what each would bring."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from turnout.core.blueprints.actions import apply_blueprint, plan_blueprint
from turnout.core.blueprints.packs import Pack, packs
from turnout.core.blueprints.plans import Plan, compare, present_now
from turnout.core.blueprints.problems import ChangedSince, InvalidBlueprint, Problem
from turnout.core.events.sources import BLUEPRINT, coming_from
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard
from turnout.web.settings.blueprint import applied, download, sections

SHOWN = 5


@dataclass(frozen=True)
class Offer:
    """A pack, and how much of it is here. `other`: things whose words are no longer the pack's."""

    pack: Pack
    here: int
    missing: int
    other: int


@guard(Permission.SETTINGS_MANAGE)
def list_packs(request: SignedInRequest) -> HttpResponse:
    """All packs, and how much of each is here."""
    return render(request, "settings/packs.html", {"offers": _offers(), "saved": "added" in request.GET})


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest, key: str) -> HttpResponse:
    """What a pack would bring; a POST brings it. 409 where that changed since it was shown, or can't be."""
    pack, anew = _pack(key), "anew" in request.GET  # anew: also what was worded otherwise since
    problems: list[Problem] = []
    changed = False
    if request.method == "POST":
        planned = request.POST.get("planned", "")
        try:
            with coming_from(BLUEPRINT):
                done = apply_blueprint(pack.blueprint(), by=request.user, only_new=not anew, planned=planned)
            return applied(done, f"{reverse('packs')}?added")
        except InvalidBlueprint as refused:
            problems = refused.problems
        except ChangedSince:
            changed = True
    plan = plan_blueprint(pack.blueprint(), by=request.user, only_new=not anew)
    context = {
        "pack": pack,
        "plan": plan,
        "sections": sections(plan),
        "problems": problems,
        "owners": [] if request.user.is_owner else list(Person.objects.owners()[:SHOWN]),
        "is_anew": changed,
        "offer": _offer(pack),
        "whole": anew,
    }
    return render(request, "settings/pack.html", context, status=409 if changed or problems else 200)


@guard(Permission.SETTINGS_MANAGE)
def file(request: SignedInRequest, key: str) -> HttpResponse:
    """The pack as YAML, to be read or changed."""
    return download(f"{key}.yaml", _pack(key).text)


def _pack(key: str) -> Pack:
    if key not in packs():
        raise Http404
    return packs()[key]


def _offers() -> list[Offer]:
    present = present_now()
    return [_offer(pack, compare(pack.blueprint(), present, by=None)) for pack in packs().values()]


def _offer(pack: Pack, plan: Plan | None = None) -> Offer:
    plan = plan or compare(pack.blueprint(), present_now(), by=None)
    return Offer(pack, plan.same, plan.added, plan.changed)
