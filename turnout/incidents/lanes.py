"""What is going on across the company: one lane for each of its parts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.models import Discipline, Incident, StatusCategory

SERIOUS = 2  # a severity of this rank, or worse
SEEN = 200  # ongoing incidents looked at; beyond that the list page serves better
SHOWN = 5  # in one lane
LATELY = timedelta(days=14)
LATELY_REPORTED = timedelta(days=90)


@dataclass(frozen=True)
class Lane:
    """The ongoing incidents of one discipline, the worst first; without a discipline: not sorted yet."""

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
    """Lanes in which something goes on, and the disciplines in which nothing does."""

    busy: list[Lane]
    quiet: list[Discipline]
    is_cut: bool  # more goes on than was looked at
    total: int
    serious: int  # critical or major


def lanes_for(person: Person) -> Lanes:
    """Everything that goes on and that this person may see. Two queries and one for the disciplines."""
    ongoing = list(Incident.objects.visible_to(person).ongoing().with_labels().worst_first()[: SEEN + 1])
    by_discipline: dict[str | None, list[Incident]] = defaultdict(list)
    for incident in ongoing[:SEEN]:
        by_discipline[incident.discipline_id].append(incident)
    disciplines = list(Discipline.objects.all())
    busy = [
        Lane(each, by_discipline[key][:SHOWN], max(0, len(by_discipline[key]) - SHOWN))
        for key, each in [*((d.key, d) for d in disciplines), (None, None)]
        if by_discipline.get(key)
    ]
    return Lanes(
        busy=busy,
        quiet=[each for each in disciplines if each.key not in by_discipline],
        is_cut=len(ongoing) > SEEN,
        total=min(len(ongoing), SEEN),
        serious=sum(each.severity is not None and each.severity.rank <= SERIOUS for each in ongoing[:SEEN]),
    )


def lately_resolved(person: Person, *, most: int = 5) -> list[Incident]:
    """What came to an end last: the quiet proof that things get better."""
    now = clock.now()
    over = Incident.objects.visible_to(person).filter(
        reported_at__gte=now - LATELY_REPORTED,  # its index keeps this quick however long the history
        resolved_at__gte=now - LATELY,
        category__in=[StatusCategory.LEARNING, StatusCategory.CLOSED],
    )
    return list(over.with_labels().order_by("-resolved_at", "-id")[:most])
