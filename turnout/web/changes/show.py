"""What was changed: open to everyone who may sign in, so that whoever changes something knows it is."""

from django.http import HttpResponse
from django.shortcuts import render

from turnout.core.people.permissions import Permission
from turnout.web.changes.filters import Filters, page_of
from turnout.web.changes.lines import lines_of
from turnout.web.guard import SignedInRequest, guard


@guard(Permission.PEOPLE_VIEW)
def show(request: SignedInRequest) -> HttpResponse:
    filters = Filters(request.GET)
    before = request.GET.get("before", "")
    rows, following = page_of(filters.found(), before)
    context = {"filters": filters, "lines": lines_of(rows), "next": following, "before": before}
    return render(request, "changes/show.html", context)
