"""Roles: what people take on in an incident, and when each is needed."""

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import Page, register
from turnout.core.lib.cached_tables import cached_table
from turnout.core.values import Choices, LongText, Number, Option, Text
from turnout.incidents.blueprint.tables import of_table
from turnout.incidents.definitions.actions.tables import SEVERITIES
from turnout.incidents.definitions.categories import categories
from turnout.incidents.definitions.models import Role, Severity, StatusCategory

LONGEST = 20_000  # characters, the same as over the API
NEEDED_IN = (
    StatusCategory.TRIAGE,
    StatusCategory.LIVE,
    StatusCategory.PAUSED,
    StatusCategory.LEARNING,
)


def at_least() -> list[Option]:
    """How severe something has to be, by rank. Nothing is worse than the first."""
    return [
        Option(
            str(each.rank),
            str(each) if each.rank == 1 else _("%(severity)s or worse") % {"severity": each},
        )
        for each in cached_table(Severity).values()
    ]


ROLES = of_table(
    "roles",
    Role,
    {
        "name": Text(most=60, required=True, label=_("Name")),
        "instructions": LongText(
            most=LONGEST,
            lines=5,
            label=_("What does this role do?"),
            help=_("Only shown to the person who takes the role. Start with the first thing to do."),
        ),
        "description": LongText(most=LONGEST, help=_("What scripts and other tools say about it.")),
        "shortform": Text(most=40, help=_("What it's called in chat; its key unless said.")),
        "needed_in": Choices(
            of=lambda: categories(NEEDED_IN),
            label=_("When should someone hold it?"),
            help=_("The incident will then politely ask until someone takes it."),
        ),
        "needed_from": Number(
            least=1,
            most=SEVERITIES,
            words=at_least,
            none=_("Any severity"),
            label=_("How severe must the incident be?"),
            help=_("Only at this severity or worse."),
        ),
    },
    title=_("Roles"),
    about=_("Roles in an incident"),
    page=Page(
        path="roles",
        icon="hand-helping",
        summary=_("The roles people take, and when each is needed"),
        intro=_("The roles people take in an incident, and what each is told when they take it."),
        new=_("New role"),
        form=("name", "instructions", "needed_in", "needed_from"),
    ),
)

register(ROLES)
