"""What ⌘K finds: incidents, people, places to go. A page of its own where no script runs."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.cached_tables import cached_table
from turnout.core.lib.fulltext import fold
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.incident import search
from turnout.incidents.models import Incident, Term
from turnout.web.guard import SignedInRequest, guard

INCIDENTS, PEOPLE, PLACES, TERMS = 6, 4, 6, 3


@dataclass(frozen=True)
class PageLink:
    """Somewhere to go, and other words by which people look for it."""

    name: Promise
    words: Promise
    path: str
    icon: str
    needs: Permission | None = None


PAGES = [
    PageLink(
        _("Report a problem"),
        _("raise new incident help broken"),
        "/report/",
        "plus",
        Permission.INCIDENTS_RAISE,
    ),
    PageLink(_("Home"), _("start what's going on"), "/", "house"),
    PageLink(_("Incidents"), _("list all ongoing search export csv"), "/incidents/", "flame"),
    PageLink(_("Waiting for someone to look"), _("triage new reports"), "/incidents/?state=triage", "inbox"),
    PageLink(_("My work"), _("tasks actions follow-ups roles to do"), "/work/", "list-checks"),
    PageLink(_("Notifications"), _("bell news messages"), "/notifications/", "bell"),
    PageLink(
        _("People"), _("colleagues persons directory"), "/people/", "users-round", Permission.PEOPLE_VIEW
    ),
    PageLink(_("Teams"), _("groups departments"), "/teams/", "users", Permission.PEOPLE_VIEW),
    PageLink(
        _("Your profile"), _("me account password quiet hours language time zone"), "/profile/", "circle-user"
    ),
    PageLink(_("Glossary"), _("words terms acronyms abbreviations meaning"), "/glossary/", "book-a"),
    PageLink(
        _("Settings"),
        _("organization severities types"),
        "/settings/",
        "settings",
        Permission.SETTINGS_MANAGE,
    ),
    PageLink(
        _("System"), _("jobs deliveries stuck worker mail"), "/system/", "server", Permission.SYSTEM_MANAGE
    ),
]


@guard(Permission.INCIDENTS_VIEW)
def show(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:200].strip()
    found = {
        "words": words,
        "terms": terms_for(words),
        "incidents": incidents_for(request.user, words),
        "people": people_for(request.user, words),
        "places": places_for(request.user, words),
    }
    return render(
        request, "search/_found.html" if request.headers.get("HX-Request") else "search/show.html", found
    )


def incidents_for(person: Person, words: str) -> list[Incident]:
    if not words:
        return []
    visible = Incident.objects.visible_to(person)
    return search.newest(visible, words, most=INCIDENTS)


def people_for(person: Person, words: str) -> list[Person]:
    if not words or not person.may(Permission.PEOPLE_VIEW):
        return []
    return list(Person.objects.active().likeliest(words)[:PEOPLE])


def terms_for(words: str) -> list[Term]:
    """What the organization's own words mean, by the words they are made of."""
    wanted = fold(words).split()
    found = [each for each in cached_table(Term).values() if set(wanted) <= {*fold(each.name).split()}]
    return found[:TERMS] if wanted else []


def places_for(person: Person, words: str) -> list[PageLink]:
    wanted = fold(words).split()
    allowed = [place for place in PAGES if place.needs is None or person.may(place.needs)]
    found = [
        place for place in allowed if all(word in fold(f"{place.name} {place.words}") for word in wanted)
    ]
    return found[:PLACES]
