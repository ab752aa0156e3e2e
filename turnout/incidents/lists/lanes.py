"""What is going on across the company: a lane for each department."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from turnout.core.lib import clock
from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.models import Person
from turnout.incidents.definitions.models import Discipline, Severity, StatusCategory
from turnout.incidents.incident.models import Incident, list_rows
from turnout.incidents.incident.models.incident import UNRATED
from turnout.incidents.incident.models.modes import SERIOUS
from turnout.incidents.incident.models.revisions import list_rows_at

SEEN = 200  # ongoing incidents looked at; beyond that the list page serves better
SHOWN = 5  # in one lane
LATELY = timedelta(days=14)
NOT_RESOLVED = (
    StatusCategory.TRIAGE,  # over when it was reported, and still to be looked at
    StatusCategory.DECLINED,
    StatusCategory.MERGED,
    StatusCategory.CANCELED,
)


@dataclass(frozen=True)
class Lane:
    """The ongoing incidents of one department, the worst first; without a department: not assigned yet."""

    discipline: Discipline | None
    incidents: list[Incident]
    more: int

    @property
    def name(self) -> str:
        return self.discipline.name if self.discipline else _("Not sorted yet")

    @property
    def key(self) -> str:
        return self.discipline.key if self.discipline else "none"


@dataclass(frozen=True)
class Lanes:
    """Lanes in which something goes on, the one with the worst first, and where nothing does."""

    busy: list[Lane]
    quiet: list[Discipline]
    is_cut: bool  # more goes on than was looked at
    total: int
    serious: int  # critical or major


def lanes_for(person: Person) -> Lanes:
    """Everything that goes on and that this person may see. Only what is shown is read whole."""
    worst = Incident.objects.visible_to(person).whole().real().ongoing().worst_first()
    ongoing = list(worst.values_list("pk", "revision", "discipline", "severity")[: SEEN + 1])
    by_discipline: dict[str | None, list[str]] = defaultdict(list)
    for pk, _revision, key, _severity in ongoing[:SEEN]:
        by_discipline[key].append(pk)
    shown = {pk for lane in by_discipline.values() for pk in lane[:SHOWN]}
    rows = list_rows_at(worst, [(pk, revision) for pk, revision, *_kinds in ongoing if pk in shown])
    incidents = {each.pk: each for each in rows}
    disciplines = list(cached_table(Discipline).values())
    ranks = {each.pk: each.rank for each in cached_table(Severity).values()}
    badness: dict[str | None, float] = {}  # of each lane's worst, which comes first
    for _pk, _revision, key, severity in ongoing:
        badness.setdefault(key, ranks.get(severity, UNRATED))
    places = [*((each.key, each) for each in disciplines), (None, None)]
    busy = [
        Lane(each, [incidents[pk] for pk in lane[:SHOWN] if pk in incidents], max(0, len(lane) - SHOWN))
        for key, each in sorted(places, key=lambda place: badness.get(place[0], UNRATED))
        if (lane := by_discipline.get(key))
    ]
    return Lanes(
        busy=busy,
        quiet=[each for each in disciplines if each.key not in by_discipline],
        is_cut=len(ongoing) > SEEN,
        total=min(len(ongoing), SEEN),
        serious=sum(ranks.get(severity, UNRATED) <= SERIOUS for *_row, severity in ongoing[:SEEN]),
    )


def lately_resolved(person: Person, *, most: int = 5) -> list[Incident]:
    """The latest resolved incidents."""
    over = Incident.objects.visible_to(person).whole().real().filter(resolved_at__gte=clock.now() - LATELY)
    # Said as what it isn't, so that SQLite takes the index of the order and stops after a few.
    over = over.exclude(category__in=NOT_RESOLVED)
    return list_rows(over.order_by("-resolved_at", "-id"), most)
