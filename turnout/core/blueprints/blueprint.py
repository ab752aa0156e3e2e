"""What of the organization itself, and of its teams, a blueprint can set."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.blueprints.allowlist import ALLOWLIST
from turnout.core.blueprints.settings import ONLY, Data, Page, Setting, register
from turnout.core.lib import zones
from turnout.core.people.actions.organization import MOST_DAYS, change_organization
from turnout.core.people.actions.teams import change_team, create_team, remove_team
from turnout.core.people.errors import NotPossible
from turnout.core.people.models import Organization, Person, Team
from turnout.core.people.permissions import Permission
from turnout.core.values import Choice, Number, Ref, Text, YesNo

MOST_TEAMS = 500
LOOKS_FIRST = "looks_first"


def _organization() -> dict[str, Data]:
    found = Organization.get()
    if found is None:
        return {}
    plain = {name: getattr(found, name) for name in ORGANIZATION.fields if name != LOOKS_FIRST}
    return {ONLY: {**plain, LOOKS_FIRST: found.looks_first.name if found.looks_first else ""}}


def _change_organization(_key: str, data: Data, by: Person | None) -> None:
    organization = Organization.objects.get()
    data = {**_organization()[ONLY], **data}
    first = data.pop(LOOKS_FIRST)
    data[LOOKS_FIRST] = Team.objects.get(name=first) if first else None
    change_organization(organization, **data, by=by)


ORGANIZATION = Setting(
    section="organization",
    title=gettext_lazy("Organization"),
    about=gettext_lazy("Its name and time zone"),
    is_one=True,
    fields={
        "name": Text(most=200, required=True, label=gettext_lazy("Name")),
        "timezone": Choice(
            of=lambda: dict(zones.choices()),
            required=True,
            named=gettext_lazy("time zones, such as Europe/Lisbon"),
            label=gettext_lazy("Time zone"),
            help=gettext_lazy("Where most of you work. Everyone can choose their own."),
        ),
        LOOKS_FIRST: Ref(
            to="teams",
            label=gettext_lazy("Who looks at new reports first?"),
            none=gettext_lazy("Admins"),
            help=gettext_lazy(
                "This team is told about everything that isn't private, and may learn who reported in "
                "confidence. While nobody is in it, admins look first."
            ),
        ),
        "answer_days": Number(
            least=1,
            most=MOST_DAYS,
            default=Organization.ANSWER_DAYS,
            label=gettext_lazy("How many days until reporters must hear back?"),
            help=gettext_lazy("If nobody has told them what came of it by then, the lead is reminded."),
        ),
        "allows_anonymous": YesNo(
            label=gettext_lazy("Let people report without giving a name"),
            help=gettext_lazy(
                "On a page with no sign-in that keeps no trace of them. A code lets them return to their "
                "report."
            ),
        ),
    },
    page=Page(
        path="organization",
        icon="building-2",
        summary=gettext_lazy("Name, time zone, who looks first, replies to reporters, anonymous reports"),
    ),
    present=_organization,
    change=_change_organization,
)


def _teams() -> dict[str, Data]:
    return {team.name: {"purpose": team.purpose} for team in Team.objects.all()[:MOST_TEAMS]}


def _add_team(name: str, data: Data, by: Person | None) -> None:
    create_team(name, **data, by=by)


def _change_team(name: str, data: Data, by: Person | None) -> None:
    change_team(Team.objects.get(name=name), name=name, **data, by=by)


def _remove_team(name: str, by: Person | None) -> None:
    """Who is in a team stands in no file, so it could never be brought back."""
    team = Team.objects.get(name=name)
    if team.members.exists():
        raise NotPossible(_("It still has people in it. Remove it on its own page."))
    remove_team(team, by=by)


TEAMS = Setting(
    section="teams",
    title=gettext_lazy("Teams"),
    about=gettext_lazy("Who to go to for what; the key is the name. Members are set on each team's page"),
    key=Text(most=200, required=True),
    model=Team,
    key_of=lambda team: str(team.name),
    fields={"purpose": Text(most=300)},
    present=_teams,
    add=_add_team,
    change=_change_team,
    remove=_remove_team,
    permission=Permission.TEAMS_MANAGE,
)

register(ORGANIZATION, TEAMS, ALLOWLIST)
