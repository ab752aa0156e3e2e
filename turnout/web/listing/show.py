"""The list of incidents: the page, and the part of it that changes with every keystroke and live."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from turnout.core.people.permissions import Permission
from turnout.incidents.models import SavedView
from turnout.web.guard import SignedInRequest, guard
from turnout.web.listing.filters import Filters
from turnout.web.listing.paging import read_page

VIEWS_SHOWN = 60


@guard(Permission.INCIDENTS_VIEW)
def show(request: SignedInRequest) -> HttpResponse:
    return render(request, "listing/show.html", page(request))


@guard(Permission.INCIDENTS_VIEW)
def found_part(request: SignedInRequest) -> HttpResponse:
    return render(request, "listing/_found.html", found(request, Filters(request.GET, request.user)))


def page(request: SignedInRequest, **more: Any) -> dict[str, Any]:
    """Everything the page shows; `more` adds the result of what was just done."""
    filters = Filters(request.GET, request.user)
    views = list(
        SavedView.objects.offered_to(request.user)
        .select_related("person")
        .order_by("name", "id")[:VIEWS_SHOWN]
    )
    here = tab_query(filters)
    present = next((view for view in views if view.query and view.query == filters.query), None)
    return {
        **found(request, filters),
        "tabs": [(name, query, present is None and query == here) for name, query in standing_views()],
        "views": [(view, view == present) for view in views],
        "present_view": present if present and present.may_be_deleted_by(request.user) else None,
        "can_save": present is None and filters.query not in [query for _name, query in standing_views()],
        **more,
    }


def found(request: SignedInRequest, filters: Filters) -> dict[str, Any]:
    before = request.GET.get("before", "")
    page = read_page(filters.found(), before, oldest_first=filters.is_oldest_first, words=filters.words)
    return {"filters": filters, "page": page, "before": before, "any_state_query": _anywhere(filters)}


def standing_views() -> list[tuple[str, str]]:
    """The views everybody has, with their queries."""
    return [
        (_("Ongoing"), ""),
        (_("In triage"), "state=triage"),
        (_("Mine"), "state=any&who=mine"),
        (_("All"), "state=any"),
    ]


def tab_query(filters: Filters) -> str:
    """Which tab this is: the words looked for and the order don't matter."""
    asked = {name: value for name, value in filters.asked().items() if name not in ("q", "order")}
    if filters.value("q") and filters.present_state != "ongoing":
        asked["state"] = filters.present_state
    elif filters.value("q"):
        asked.pop("state", None)
    return "&".join(f"{name}={value}" for name, value in sorted(asked.items()))


def _anywhere(filters: Filters) -> str:
    """Where to look further when nothing that goes on matches."""
    if filters.present_state == "any":
        return ""
    rest = filters.without("state")
    return f"{rest}&state=any" if rest else "state=any"
