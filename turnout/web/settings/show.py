"""All there is to set, in a few groups: each place in plain words, and where it is."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Setting, settings
from turnout.core.people.permissions import Permission
from turnout.core.values import Words
from turnout.web.guard import SignedInRequest, guard


@dataclass(frozen=True)
class SettingsLink:
    """One page of the settings, and what it is for."""

    title: Words
    about: Words
    icon: str
    to: str  # the name of its address
    path: str = ""  # beneath it
    needs: Permission = Permission.SETTINGS_MANAGE

    @property
    def address(self) -> str:
        """From the root."""
        return reverse(self.to) + (f"{self.path}/" if self.path else "")


def _link(setting: Setting) -> SettingsLink:
    """The line of a setting, in its own words."""
    assert setting.page
    page = setting.page
    return SettingsLink(setting.title, page.summary, page.icon, "settings", page.path, setting.permission)


GROUPS: tuple[tuple[Promise, tuple[str | SettingsLink, ...]], ...] = (
    # A setting by its section: its line is in its own words.
    (
        _("Incidents"),
        (
            "incident_types",
            "departments",
            "severities",
            SettingsLink(
                _("Severity criteria"),
                _("What puts an incident at each severity, as statements to tick"),
                "grid-3x3",
                "severity_grid",
            ),
            "lifecycles",
            "roles",
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
            "forms",
            "custom_fields",
        ),
    ),
    (
        _("Who gets told"),
        (
            "notification_rules",
            "intake_pages",
        ),
    ),
    (
        _("Organization and people"),
        (
            "organization",
            "terms",
            SettingsLink(
                _("Waiting changes"),
                _("To where reports go: they take a second person and a day"),
                "hourglass",
                "waiting_changes",
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
            SettingsLink(
                _("What was changed"),
                _("Who changed people, teams and settings, and what it was before"),
                "history",
                "changes",
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
            SettingsLink(
                _("Allowed IP addresses"),
                _("Where keys and tokens can be used from"),
                "shield-check",
                "allowlist",
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


MORE = _("More")


@guard(Permission.SETTINGS_MANAGE)
def show(request: SignedInRequest) -> HttpResponse:
    """The groups with what this person may set. Whatever nobody put into one stands under “More”."""
    groups = [(title, [each for each in links if request.user.may(each.needs)]) for title, links in _groups()]
    return render(request, "settings/show.html", {"groups": [each for each in groups if each[1]]})


def _groups() -> list[tuple[Words, list[SettingsLink]]]:
    """The groups above, and behind them what a room lets set and nobody has put into one."""
    known = settings()
    groups: list[tuple[Words, list[SettingsLink]]] = [
        (title, [_link(known[each]) if isinstance(each, str) else each for each in places])
        for title, places in GROUPS
    ]
    placed = {each.address for _title, links in groups for each in links}
    found = [_link(each) for each in known.values() if each.page and each.page.summary]
    return [*groups, (MORE, [each for each in found if each.address not in placed])]
