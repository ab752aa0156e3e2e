"""All there is to set, in a few groups: each place in plain words, and where it is."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard


@dataclass(frozen=True)
class Place:
    """One page of the settings, and what it is for."""

    title: Promise
    about: Promise
    icon: str
    to: str  # the name of its address
    of: str = ""  # which list of kinds
    needs: Permission = Permission.SETTINGS_MANAGE

    @property
    def address(self) -> str:
        return reverse(self.to, args=[self.of] if self.of else [])


GROUPS = (
    (
        _("Your words"),
        (
            Place(
                _("Kinds of trouble"),
                _("What people choose from when they report"),
                "shapes",
                "kinds",
                "types",
            ),
            Place(
                _("Parts of the company"),
                _("Lanes on Home, and what kinds of trouble belong to"),
                "building",
                "kinds",
                "disciplines",
            ),
            Place(
                _("How bad it is"), _("Five levels, and what each one means"), "flame", "kinds", "severities"
            ),
            Place(
                _("What makes it how bad"),
                _("Plain signs to tick, for each level"),
                "grid-3x3",
                "severity_grid",
            ),
            Place(
                _("Steps"),
                _("From reported to closed, and where it can be in between"),
                "route",
                "lifecycles",
            ),
            Place(
                _("Who does what"),
                _("The parts people take, and when somebody should"),
                "hand-helping",
                "kinds",
                "roles",
            ),
            Place(
                _("When it was"), _("Times you want to know, and how long it took"), "clock", "times_settings"
            ),
        ),
    ),
    (
        _("What you ask"),
        (
            Place(
                _("What people are asked"),
                _("When they report, accept, update or resolve"),
                "clipboard-list",
                "incident_forms",
            ),
            Place(
                _("Fields"),
                _("What you want to know about an incident"),
                "text-cursor-input",
                "custom_fields",
            ),
        ),
    ),
    (
        _("How word gets around"),
        (
            Place(
                _("Who is told"), _("Who hears of which incidents, and how"), "megaphone", "audience_rules"
            ),
            Place(
                _("Intake pages"),
                _("Pages and posters from which anyone at a place can report"),
                "qr-code",
                "intake_pages",
            ),
        ),
    ),
    (
        _("Your organization and its people"),
        (
            Place(
                _("Your organization"),
                _("Name, clock, answers to reporters, anonymous reports"),
                "building-2",
                "organization",
            ),
            Place(
                _("People and what they may do"),
                _("Joining, leaving, coming back"),
                "users-round",
                "people",
                needs=Permission.PEOPLE_MANAGE,
            ),
            Place(
                _("Invitations"),
                _("Who may join, and links not used yet"),
                "user-plus",
                "invitations",
                needs=Permission.PEOPLE_MANAGE,
            ),
            Place(_("Teams"), _("Whom to turn to for what"), "users", "teams", needs=Permission.TEAMS_MANAGE),
        ),
    ),
    (
        _("All of it at once"),
        (
            Place(_("Packs"), _("Ready-made words for each part of a company"), "package", "packs"),
            Place(
                _("Blueprint"),
                _("All of these settings as a file: keep, compare, apply"),
                "file-code",
                "blueprint",
            ),
        ),
    ),
    (
        _("Now and then"),
        (
            Place(
                _("System"),
                _("What is waiting, stuck or undelivered"),
                "server",
                "system",
                needs=Permission.SYSTEM_MANAGE,
            ),
            Place(
                _("Open something sealed"),
                _("In an emergency, two of you together"),
                "stamp",
                "sealed",
                needs=Permission.INCIDENTS_BREAK_SEAL,
            ),
        ),
    ),
)


@guard(Permission.SETTINGS_MANAGE)
def show(request: SignedInRequest) -> HttpResponse:
    allowed = [(title, [each for each in places if request.user.may(each.needs)]) for title, places in GROUPS]
    return render(request, "settings/show.html", {"groups": [each for each in allowed if each[1]]})
