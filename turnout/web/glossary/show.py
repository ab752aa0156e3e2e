"""The organization's own words, and what they mean."""

from django.http import HttpResponse
from django.shortcuts import render

from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.permissions import Permission
from turnout.incidents.models import Term
from turnout.web.guard import SignedInRequest, guard


@guard(Permission.INCIDENTS_VIEW)
def show(request: SignedInRequest) -> HttpResponse:
    return render(request, "glossary/show.html", {"terms": cached_table(Term).values()})
