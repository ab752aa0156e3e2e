"""Everyone, by name, found as you type."""

from django.http import HttpResponse
from django.shortcuts import render

from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard

PAGE = 50
LONGEST = 100


@guard(Permission.PEOPLE_VIEW)
def show(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    left = request.user.may(Permission.PEOPLE_MANAGE) and request.GET.get("show") == "left"
    last = Person.objects.filter(pk=request.GET.get("after", "")).first()
    found = Person.objects.filter(is_active=not left).matching(words).after(last).prefetch_related("teams")
    people = list(found[: PAGE + 1])
    context = {
        "words": words,
        "left": left,
        "people": people[:PAGE],
        "next": people[PAGE - 1] if len(people) > PAGE else None,
        "after": last,
    }
    template = "people/_list.html" if "HX-Request" in request.headers else "people/list.html"
    return render(request, template, context)
