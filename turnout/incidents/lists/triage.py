"""The triage queue: each new report with what helps to decide; few queries for all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from turnout.core.lib import clock
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person
from turnout.incidents.audience import notices
from turnout.incidents.definitions.models import StatusCategory
from turnout.incidents.incident import search
from turnout.incidents.incident.models import Incident

MOST = 50  # shown at once; the list page has the rest
ALIKE = 2
LATELY = timedelta(days=30)
MOST_COUNTED = 100


@dataclass(frozen=True)
class NewReport:
    """One report: similar incidents, and who was told."""

    incident: Incident
    alike: list[Incident]
    told: list[Person]
    is_own: bool  # the reader raised it: somebody else had better look


@dataclass(frozen=True)
class GoodEndings:
    """Recent near misses and reports that were no incidents, each counted up to a hundred."""

    near_misses: int
    fine: int

    def __bool__(self) -> bool:
        return bool(self.near_misses or self.fine)


def new_reports(person: Person) -> tuple[list[NewReport], bool]:
    """What this person may see of what is in triage, the worst first, then the oldest; and whether there is
    more."""
    found = list(Incident.objects.visible_to(person).in_triage().with_labels().most_pressing()[: MOST + 1])
    incidents = found[:MOST]
    alike = search.alike_to(incidents, by=person, limit=ALIKE)
    told = _told(incidents)
    reports = [
        NewReport(each, alike[each.pk], told[each.pk], each.reporter_id == person.pk) for each in incidents
    ]
    return reports, len(found) > MOST


def good_endings(person: Person) -> GoodEndings:
    visible = Incident.objects.visible_to(person).filter(reported_at__gte=clock.now() - LATELY)
    return GoodEndings(
        near_misses=visible.near_misses()[:MOST_COUNTED].count(),
        fine=visible.filter(category=StatusCategory.DECLINED)[:MOST_COUNTED].count(),
    )


def _told(incidents: Iterable[Incident]) -> dict[str, list[Person]]:
    """By incident, those who were told that it was raised."""
    rows = Notification.objects.filter(
        kind=notices.RAISED, subject_kind="incident", subject_id__in=[each.pk for each in incidents]
    )
    told: dict[str, list[Person]] = defaultdict(list)
    for row in rows.select_related("person").order_by("person__name")[: MOST * 20]:
        told[row.subject_id].append(row.person)
    return told
