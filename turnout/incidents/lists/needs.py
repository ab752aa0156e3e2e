"""What needs one person: for the top of their home and for their work page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, F, OuterRef

from turnout.core.lib import clock
from turnout.core.lib.cached_tables import cached_table
from turnout.core.lib.revision_cache import RevisionCache
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.audience.resolver import is_triager
from turnout.incidents.definitions.models import Role, StatusCategory
from turnout.incidents.definitions.models.lifecycles import OPEN_CATEGORIES
from turnout.incidents.incident.models import Incident, RoleAssignment, list_rows
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.incident.models.revisions import CacheKey, cached_by_revision
from turnout.incidents.room.models import Task
from turnout.incidents.room.models.tasks import FOLLOW_UP

SOON = timedelta(hours=1)  # a promised update this near needs its lead's eye
DUE_SOON = timedelta(days=3)
MOST = 50
OLDEST = RevisionCache[CacheKey, Incident](100)  # of what waits for somebody, with who reported it


@dataclass(frozen=True)
class Involvement:
    """An incident in which someone has roles, and which."""

    incident: Incident
    roles: list[str]
    leads: bool

    @property
    def is_promise_near(self) -> bool:
        """They lead, and a promised update is late or due soon."""
        at = self.incident.next_update_at
        return self.leads and at is not None and at < clock.now() + SOON


@dataclass(frozen=True)
class Waiting:
    """New reports nobody has looked at: how many, counted up to a hundred, and the oldest."""

    count: int
    oldest: Incident


@dataclass
class Needs:
    """What waits for one person, the most pressing of each kind first."""

    promises: list[Involvement] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    triage: Waiting | None = None
    unanswered: Waiting | None = None

    def __bool__(self) -> bool:
        return bool(self.promises or self.involvements or self.tasks or self.triage or self.unanswered)


def needs_of(person: Person, *, most: int = 6) -> Needs:
    """Read what needs this person now. The same few queries however much there ever was."""
    involvements = involvements_of(person, most=MOST)
    may_respond = person.may(Permission.INCIDENTS_RESPOND)
    return Needs(
        promises=promised(involvements)[:most],
        involvements=[part for part in involvements if not part.is_promise_near][:most],
        tasks=list(pressing(outstanding_of(person)))[:most],
        triage=waiting_in_triage(person) if may_respond else None,
        unanswered=waiting_to_hear(person) if may_respond else None,
    )


def involvements_of(person: Person, *, most: int = MOST) -> list[Involvement]:
    """Open incidents in which this person holds a role, the worst first."""
    held = Incident.objects.visible_to(person).ongoing().held_by(person).worst_first()
    return [_involvement(incident, person) for incident in list_rows(held, most)]


def promised(involvements: Iterable[Involvement]) -> list[Involvement]:
    """Those whose next update is late or due soon, the latest first."""
    near = [part for part in involvements if part.is_promise_near]
    return sorted(near, key=lambda part: part.incident.next_update_at or clock.now())


def outstanding_of(person: Person, *, most: int = MOST) -> list[Task]:
    """What this person still has to do: overdue first, then by due date, those without one last."""
    tasks = Task.objects.visible_to(person).outstanding().filter(owner=person)
    return list(
        tasks.select_related("incident").order_by(F("due_on").asc(nulls_last=True), "created_at")[:most]
    )


def pressing(tasks: Iterable[Task]) -> list[Task]:
    """Actions of what is going on, and follow-ups that are due soon or over."""
    soon = clock.now().date() + DUE_SOON
    return [
        task
        for task in tasks
        if (task.incident.is_open and task.kind != FOLLOW_UP)
        or (task.due_on is not None and task.due_on <= soon)
    ]


def waiting_in_triage(person: Person, *, most: int = 100) -> Waiting | None:
    """New reports for this person to look at, if they triage. Never their own."""
    triage = Incident.objects.visible_to(person).real().in_triage().exclude(reporter=person)
    return _waiting(triage.filter(is_triager(person)).order_by("reported_at", "id"), most)


def waiting_to_hear(person: Person, *, most: int = 100) -> Waiting | None:
    """Reports whose reporter should have heard by now what became of them: those this person leads, and those
    nobody leads. Never their own."""
    overdue = Incident.objects.visible_to(person).ongoing().with_reporter_waiting().exclude(reporter=person)
    leading = [role.pk for role in cached_table(Role).values() if role.is_lead]
    led = RoleAssignment.objects.filter(incident=OuterRef("pk"), ended_at__isnull=True, role__in=leading)
    mine = overdue.filter(~Exists(led.exclude(person=person)))
    return _waiting(mine.order_by("loop_due_at"), most)


def _waiting(waiting: IncidentQuerySet, most: int) -> Waiting | None:
    """How many of these, and the first of them."""
    asked = list(waiting.values_list("pk", "revision")[:most])
    oldest = cached_by_revision(OLDEST, waiting, asked[:1], _with_reporter)
    return Waiting(len(asked), oldest[0]) if oldest else None


def _with_reporter(rows: IncidentQuerySet) -> Iterable[tuple[Incident, Incident]]:
    return ((each, each) for each in rows.select_related("reporter"))


def reported_by(person: Person, *, most: int = 20) -> list[Incident]:
    """What this person reported, with its outcome."""
    mine = Incident.objects.visible_to(person).reported_by(person)
    return list_rows(mine.newest_first(), most)


def followed_by(person: Person, *, most: int = 30) -> list[Incident]:
    """Unclosed incidents this person follows without a role."""
    followed = Incident.objects.visible_to(person).followed_by(person).exclude(reporter=person)
    lasting = followed.filter(category__in=[*OPEN_CATEGORIES, StatusCategory.LEARNING])
    incidents = list_rows(lasting.newest_first(), most)
    return [each for each in incidents if not any(held.person_id == person.pk for held in each.holders)]


def _involvement(incident: Incident, person: Person) -> Involvement:
    held = [each.role for each in incident.holders if each.person_id == person.pk]
    return Involvement(incident, [role.name for role in held], any(role.is_lead for role in held))
