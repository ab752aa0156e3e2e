"""What a new organization starts with. All of it is data, changed later in the settings."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.people.models import Person
from turnout.incidents.actions.grid import write_grid
from turnout.incidents.default_grid import Cells, grid_for_all, grids_of_disciplines
from turnout.incidents.grid import sentences
from turnout.incidents.models import (
    Discipline,
    IncidentType,
    Lifecycle,
    Role,
    Severity,
    SeverityCriterion,
    Status,
    StatusCategory,
)
from turnout.incidents.models.kinds import DEFAULT_LIFECYCLE


@transaction.atomic
def install_defaults() -> None:
    """Disciplines, types, severities, statuses and roles. Running it again changes nothing."""
    Lifecycle.objects.get_or_create(key=DEFAULT_LIFECYCLE, defaults={"name": _("The usual steps")})
    for rank, (key, name, icon) in enumerate(_disciplines(), 1):
        Discipline.objects.get_or_create(key=key, defaults={"name": name, "icon": icon, "rank": rank})
    for rank, (key, name, invitation, hint, icon, private) in enumerate(_types(), 1):
        IncidentType.objects.get_or_create(
            key=key,
            defaults={
                "name": name,
                "invitation": invitation,
                "hint": hint,
                "icon": icon,
                "discipline_id": key if key != "unsure" else None,
                "rank": rank,
                "is_private": private,
                "urgent_note": _danger_first() if key in DANGER else "",
            },
        )
    for rank, (name, meaning) in enumerate(_severities(), 1):
        Severity.objects.get_or_create(rank=rank, defaults={"name": name, "meaning": meaning})
    if not SeverityCriterion.objects.exists():
        write_defaults_of_grid(by=None)
    for rank, (key, name, category, meaning) in enumerate(_statuses(), 1):
        Status.objects.get_or_create(
            key=key, defaults={"name": name, "category": category, "meaning": meaning, "rank": rank}
        )
    for rank, (key, name, instructions) in enumerate(_roles(), 1):
        Role.objects.get_or_create(
            key=key,
            defaults={
                "name": name,
                "instructions": instructions,
                "rank": rank,
                "needed_in": [StatusCategory.LIVE] if key in NEEDED_FROM else [],
                "needed_from": NEEDED_FROM.get(key),
            },
        )


NEEDED_FROM = {"lead": 2, "communications": 1}  # severities from which a live incident needs somebody
DANGER = ("people", "facilities")


def _danger_first() -> str:
    return _("Is anyone in danger right now? Call for help first; this can wait.")


def write_defaults_of_grid(by: Person | None) -> None:
    """The suggested words for how bad something is; what an organization wrote itself stays."""
    grids: list[tuple[str | None, Cells]] = [(None, grid_for_all()), *grids_of_disciplines().items()]
    for key, cells in grids:
        discipline = Discipline.objects.filter(key=key).first() if key else None
        if key and discipline is None:
            continue
        said = sentences(key)
        write_grid({at: cell for at, cell in cells.items() if at not in said}, discipline=discipline, by=by)


def _disciplines() -> list[tuple[str, str, str]]:
    return [
        ("engineering", _("Engineering"), "server"),
        ("security", _("Security"), "shield"),
        ("privacy", _("Privacy"), "fingerprint-pattern"),
        ("operations", _("Operations"), "truck"),
        ("customer", _("Customers"), "handshake"),
        ("finance", _("Finance"), "banknote"),
        ("people", _("People & safety"), "heart-pulse"),
        ("legal", _("Legal"), "scale"),
        ("communications", _("Communications"), "newspaper"),
        ("facilities", _("Facilities"), "building-2"),
    ]


def _types() -> list[tuple[str, str, str, str, str, bool]]:
    return [
        (
            "engineering",
            _("Technical"),
            _("Something's broken"),
            _("A site, app, till, machine or system that doesn't work as it should"),
            "wrench",
            False,
        ),
        (
            "customer",
            _("Customer"),
            _("A customer is at risk"),
            _("Upset, let down, about to leave, or many asking the same thing"),
            "handshake",
            False,
        ),
        (
            "privacy",
            _("Personal data"),
            _("Someone's data"),
            _("Sent to the wrong person, lost, or seen by someone who shouldn't"),
            "fingerprint-pattern",
            True,
        ),
        (
            "security",
            _("Security"),
            _("Security"),
            _("A strange message, a lost device, someone where they shouldn't be"),
            "shield",
            False,
        ),
        (
            "operations",
            _("Operations"),
            _("Short of people or stock"),
            _("Not enough hands, supplies, vehicles or time to keep a promise"),
            "truck",
            False,
        ),
        (
            "people",
            _("People & safety"),
            _("Someone's hurt or unsafe"),
            _("An injury, a near miss, a threat, or how somebody is treated"),
            "heart-pulse",
            False,
        ),
        (
            "finance",
            _("Finance"),
            _("Money"),
            _("Wrong amounts, late payments, possible fraud"),
            "banknote",
            False,
        ),
        (
            "legal",
            _("Legal"),
            _("A legal worry"),
            _("A letter, a claim, a deadline, a rule we may have missed"),
            "scale",
            True,
        ),
        (
            "communications",
            _("Communications"),
            _("Press or public"),
            _("A journalist, a post that spreads, something we got wrong in public"),
            "newspaper",
            False,
        ),
        (
            "facilities",
            _("Facilities"),
            _("A building or site"),
            _("Power, water, heating, access, a smell, an alarm"),
            "building-2",
            False,
        ),
        (
            "unsure",
            _("Not sure yet"),
            _("Not sure"),
            _("That's fine. Someone will look and find the right people"),
            "circle-question-mark",
            False,
        ),
    ]


def _severities() -> list[tuple[str, str]]:
    return [
        (_("Critical"), _("People, the business or its name are in serious danger now")),
        (_("Major"), _("Many people are hit, or a few badly")),
        (_("Moderate"), _("Some people are hit, and there's a way around")),
        (_("Minor"), _("A small thing that still needs somebody")),
        (_("Note"), _("Nobody was hit: a near miss, or something to learn from")),
    ]


def _statuses() -> list[tuple[str, str, str, str]]:
    return [
        ("triage", _("Reported"), StatusCategory.TRIAGE, _("Waiting for someone to look")),
        ("investigating", _("Investigating"), StatusCategory.LIVE, _("Finding out what is going on")),
        ("fixing", _("Fixing"), StatusCategory.LIVE, _("We know enough to act")),
        ("monitoring", _("Monitoring"), StatusCategory.LIVE, _("It looks better; we're watching")),
        ("paused", _("Paused"), StatusCategory.PAUSED, _("Waiting for something outside our hands")),
        ("reviewing", _("Reviewing"), StatusCategory.LEARNING, _("Over; finding out what to learn")),
        ("closed", _("Closed"), StatusCategory.CLOSED, _("Over, and learned from")),
        ("declined", _("Not an incident"), StatusCategory.DECLINED, _("Looked at, and fine as it is")),
        ("merged", _("Merged"), StatusCategory.MERGED, _("Part of another incident")),
        ("canceled", _("Called off"), StatusCategory.CANCELED, _("Raised by mistake or handled elsewhere")),
    ]


def _roles() -> list[tuple[str, str, str]]:
    return [
        (
            "lead",
            _("Lead"),
            _(
                "You decide what happens next and who does it. You don't have to fix it yourself. First: "
                "say in one sentence what you know, and when the next update comes."
            ),
        ),
        (
            "communications",
            _("Communications"),
            _(
                "You keep everyone outside the room informed: customers, staff, executives. First: find "
                "out who has heard nothing yet."
            ),
        ),
        (
            "scribe",
            _("Scribe"),
            _(
                "You write down what happens, so that others can do it. First: note the times of what is "
                "known so far."
            ),
        ),
        (
            "liaison",
            _("Customer liaison"),
            _(
                "You carry facts between the room and the people who talk with customers. First: ask "
                "support what customers say."
            ),
        ),
        (
            "counsel",
            _("Counsel"),
            _(
                "You watch over what the law asks of us: deadlines, wording, who must be told. First: "
                "write down when we became aware."
            ),
        ),
    ]
