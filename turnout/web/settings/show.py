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
class SettingsLink:
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
        _("Incidents"),
        (
            SettingsLink(
                _("Incident types"),
                _("What people choose from when they report"),
                "shapes",
                "kinds",
                "incident-types",
            ),
            SettingsLink(
                _("Departments"),
                _("The lanes on Home, and where incident types belong"),
                "building",
                "kinds",
                "departments",
            ),
            SettingsLink(
                _("Severities"), _("Five levels, and what each one means"), "flame", "kinds", "severities"
            ),
            SettingsLink(
                _("Severity criteria"),
                _("What puts an incident at each severity, as statements to tick"),
                "grid-3x3",
                "severity_grid",
            ),
            SettingsLink(
                _("Lifecycles"),
                _("The statuses an incident goes through, from reported to closed"),
                "route",
                "lifecycles",
            ),
            SettingsLink(
                _("Roles"),
                _("The roles people take, and when each is needed"),
                "hand-helping",
                "kinds",
                "roles",
            ),
            SettingsLink(
                _("Timestamps and durations"),
                _("When things happened, and how long they took"),
                "clock",
                "times_settings",
            ),
        ),
    ),
    (
        _("Forms and fields"),
        (
            SettingsLink(
                _("Forms"),
                _("When people report, accept, update or resolve"),
                "clipboard-list",
                "incident_forms",
            ),
            SettingsLink(
                _("Custom fields"),
                _("What you want to know about an incident"),
                "text-cursor-input",
                "custom_fields",
            ),
        ),
    ),
    (
        _("Who gets told"),
        (
            SettingsLink(
                _("Notification rules"),
                _("Who is told about which incidents, and how"),
                "megaphone",
                "audience_rules",
            ),
            SettingsLink(
                _("Intake pages"),
                _("Pages and posters that let anyone in a place report"),
                "qr-code",
                "intake_pages",
            ),
        ),
    ),
    (
        _("Organization and people"),
        (
            SettingsLink(
                _("Organization"),
                _("Name, time zone, replies to reporters, anonymous reports"),
                "building-2",
                "organization",
            ),
            SettingsLink(
                _("People and permissions"),
                _("Who is here, who has left, and what each may do"),
                "users-round",
                "people",
                needs=Permission.PEOPLE_MANAGE,
            ),
            SettingsLink(
                _("Invitations"),
                _("Who can join, and unused links"),
                "user-plus",
                "invitations",
                needs=Permission.PEOPLE_MANAGE,
            ),
            SettingsLink(
                _("Teams"), _("Who to go to for what"), "users", "teams", needs=Permission.TEAMS_MANAGE
            ),
        ),
    ),
    (
        _("Other systems"),
        (
            SettingsLink(
                _("Connections"),
                _("Tools Turnout works with, and how each is doing"),
                "plug",
                "connections",
                needs=Permission.CONNECTIONS_MANAGE,
            ),
            SettingsLink(
                _("API keys"),
                _("What lets scripts in, without a person behind them"),
                "key-square",
                "api_keys",
                needs=Permission.API_KEYS_MANAGE,
            ),
        ),
    ),
    (
        _("Import and export"),
        (
            SettingsLink(_("Packs"), _("Ready-made wording for each department"), "package", "packs"),
            SettingsLink(
                _("Blueprint"),
                _("All of these settings in one file: keep, compare, apply"),
                "file-code",
                "blueprint",
            ),
        ),
    ),
    (
        _("Rarely needed"),
        (
            SettingsLink(
                _("System"),
                _("What's waiting, stuck or undelivered"),
                "server",
                "system",
                needs=Permission.SYSTEM_MANAGE,
            ),
            SettingsLink(
                _("Emergency access"),
                _("Open a sealed incident, two people together"),
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
