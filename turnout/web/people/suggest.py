"""People to choose from, while somebody types a name."""

from django.http import HttpResponse
from django.shortcuts import render

from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard

MOST = 8
LONGEST = 100


@guard(Permission.PEOPLE_VIEW)
def suggest(request: SignedInRequest) -> HttpResponse:
    """The options of a listbox. Before anything is typed: colleagues."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = Person.objects.active()
    if words:
        found = found.likeliest(words)
    else:
        found = found.filter(teams__in=request.user.teams.all()).exclude(pk=request.user.pk).distinct()
    return render(request, "people/_suggestions.html", {"people": found[:MOST]})
