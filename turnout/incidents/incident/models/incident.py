"""The incident itself, and who has to do with it."""

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from turnout.core.lib import clock
from turnout.core.lib.cached_tables import CachedKey
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.models import (
    Discipline,
    IncidentType,
    Role,
    Severity,
    Status,
    StatusCategory,
)
from turnout.incidents.definitions.models.labels import LABEL_NAMES, OPEN, SEALED
from turnout.incidents.definitions.models.lifecycles import OPEN_CATEGORIES
from turnout.incidents.incident.models.endings import ENDING_INDEXES, NEAR_MISS, Ended
from turnout.incidents.incident.models.modes import EXERCISES, Moded
from turnout.incidents.incident.models.streams import STREAM_INDEXES
from turnout.incidents.incident.models.unnamed import UnnamedReporter, ids_reported_unnamed
from turnout.incidents.incident.models.visible import (
    Visible,
    involved_incident_ids,
    kept_out_by,
    named_by,
)

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from turnout.incidents.incident.models.keepers import Concerned, Keeper
    from turnout.incidents.incident.models.visibility import Access, AccessRequest, Exclusion, Look

NAMED, CONFIDENTIAL, ANONYMOUS = "named", "confidential", "anonymous"
MOST_FOLLOWERS = 5000
UNRATED = 3.5  # how bad one counts of which nobody has said it yet: between the moderate and the minor


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, person: Person) -> "IncidentQuerySet":
        """Those this person may see: the one place that decides it, with `Incident.seen_by`.

        Open ones for everyone; others for whoever was let in (alone or with a team), reported it or holds a
        role in it, and, unless they are sealed, for holders of incidents:view_private. Never for those who
        are excluded, save who reported it: nobody is kept out of what they reported themselves.
        """
        if not person.may(Permission.INCIDENTS_VIEW):
            return self.none()
        return self.filter(Visible(person.pk, keeper=person.may(Permission.INCIDENTS_VIEW_PRIVATE)))

    def restricted_to(self, person: Person) -> "IncidentQuerySet":
        """Those among them that aren't open to everyone."""
        restricted = self.exclude(confidentiality=OPEN)
        if person.may(Permission.INCIDENTS_VIEW_PRIVATE):
            return restricted.visible_to(person)
        # Read from the few they have to do with, not from all that are restricted.
        return restricted.filter(pk__in=involved_incident_ids(person.pk)).visible_to(person)

    def ongoing(self) -> "IncidentQuerySet":
        """Not over: in triage, live or paused."""
        return self.filter(_Ongoing("category"))

    def whole(self) -> "IncidentQuerySet":
        """Without streams: they are shown with what they are part of."""
        return self.filter(parent__isnull=True)

    def near_misses(self) -> "IncidentQuerySet":
        return self.filter(outcome=NEAR_MISS)

    def with_reporter_waiting(self) -> "IncidentQuerySet":
        """Whose reporter should have heard by now what became of their report."""
        return self.filter(loop_due_at__lte=clock.now())

    def in_triage(self) -> "IncidentQuerySet":
        return self.filter(category=StatusCategory.TRIAGE)

    def held_by(self, person: Person) -> "IncidentQuerySet":
        """Those in which this person holds a role at present."""
        return self.filter(
            pk__in=RoleAssignment.objects.filter(person=person, ended_at__isnull=True).values("incident")
        )

    def led_by(self, person: Person) -> "IncidentQuerySet":
        held = RoleAssignment.objects.filter(person=person, ended_at__isnull=True, role__key="lead")
        return self.filter(pk__in=held.values("incident"))

    def followed_by(self, person: Person) -> "IncidentQuerySet":
        return self.filter(pk__in=Subscription.objects.filter(person=person).values("incident"))

    def concerning(self, person: Person, *, asks: Person) -> "IncidentQuerySet":
        """Those this person reported or holds a role in; what was confided only where they ask."""
        reported, held = _part_of(person)
        return self.filter(
            pk__in=reported.union(held, *([ids_reported_unnamed(person)] * (asks == person)), all=True)
        )

    def reported_by(self, person: Person) -> "IncidentQuerySet":
        """Those this person reported, with their name or without. For themselves alone."""
        reported = Incident.objects.filter(reporter=person).values("pk")
        return self.filter(pk__in=reported.union(ids_reported_unnamed(person), all=True))

    def real(self) -> "IncidentQuerySet":
        """Those that are no exercise."""
        return self.exclude(mode__in=EXERCISES)

    def with_marks(self) -> "IncidentQuerySet":
        """Ready to be a row of a list: its lead without a query per row; its kinds are kept keys."""
        return self.prefetch_related(
            models.Prefetch(
                "assignments",
                queryset=RoleAssignment.objects.present(),
                to_attr="present_assignments",
            )
        )

    def with_labels(self) -> "IncidentQuerySet":
        """The same with its reporter, for showing all of it."""
        return (
            self.with_marks()
            .select_related("reporter")
            .prefetch_related(models.Prefetch("timestamp_values", to_attr="known_times"))
        )

    def newest_first(self) -> "IncidentQuerySet":
        return self.order_by("-reported_at", "-id")

    def worst_first(self) -> "IncidentQuerySet":
        """By severity, those not rated yet between the moderate and the minor; then the newest."""
        return self.order_by(_badness(), "-reported_at", "-id")

    def most_pressing(self) -> "IncidentQuerySet":
        """The same, but of two as bad the one that waits longer."""
        return self.order_by(_badness(), "reported_at", "id")


class _Ongoing(models.Func):
    """In the very words of the index `incident_ongoing`: for parameters no prepared plan would take it."""

    output_field = models.BooleanField()
    template = f"%(expressions)s IN ({', '.join(repr(str(each)) for each in OPEN_CATEGORIES)})"


def _badness() -> Coalesce:
    return Coalesce("severity__rank", models.Value(UNRATED), output_field=models.FloatField())


def _part_of(person: Person) -> tuple[models.QuerySet[Any, Any], models.QuerySet[Any, Any]]:
    """Ids of what they reported, and of what they hold a role in; together as a union, never as an OR of
    subqueries, for which PostgreSQL reads the whole table."""
    held = RoleAssignment.objects.filter(person=person, ended_at__isnull=True)
    return Incident.objects.filter(reporter=person).values("pk"), held.values("incident")


class Incident(Moded, Ended):
    """Something that goes wrong, and everything people do about it.

    Changed only by the verbs in `incidents.actions`. `category` repeats `status.category`, for indexes.
    """

    id = IdField()
    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    # Those without an index of their own lead one of the indexes below.
    type = CachedKey(IncidentType, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    discipline = CachedKey(Discipline, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    severity = CachedKey(Severity, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    status = CachedKey(Status, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20)
    # standard, retrospective, test, tutorial, stream
    mode = models.CharField(max_length=20, default="standard")
    confidentiality = models.CharField(max_length=20, default=OPEN)  # a Label
    is_privileged = models.BooleanField(default=False)  # written at counsel's request
    no_tipping_off = models.BooleanField(default=False)  # whom it is about must not learn that it exists
    place = models.CharField(max_length=100, blank=True)
    reporter = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="reported_incidents", db_index=False
    )

    reported_as = models.CharField(max_length=20, default=NAMED)  # named, confidential, anonymous

    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )

    parent = models.ForeignKey(  # the whole this is a stream of; a stream has none itself
        "self", null=True, on_delete=models.PROTECT, related_name="streams", db_index=False
    )

    reported_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)  # when the trouble itself began
    accepted_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(default=clock.now)

    revision = models.BigIntegerField(null=True)  # another after every event; see models/revisions.py

    next_update_at = models.DateTimeField(null=True)  # when the next update was promised
    late_reminder_at = models.DateTimeField(null=True)  # due column: when to remind that it is late

    drafted_concerned: Collection[str] | None = None  # of a draft: ids of those it is about

    objects = IncidentQuerySet.as_manager()

    if TYPE_CHECKING:
        access: RelatedManager["Access"]
        access_requests: RelatedManager["AccessRequest"]
        exclusions: RelatedManager["Exclusion"]
        looks: RelatedManager["Look"]
        assignments: RelatedManager["RoleAssignment"]
        concerned: RelatedManager["Concerned"]
        keepers: RelatedManager["Keeper"]

    class Meta:
        # None begins with confidentiality: SQLite would take it for all that is open, which is nearly all.
        indexes = [
            models.Index(fields=["-reported_at", "-id"], name="incident_newest"),
            models.Index(fields=["category", "-reported_at", "-id"], name="incident_by_category"),
            models.Index(
                fields=["-reported_at", "-id"],
                condition=models.Q(category__in=OPEN_CATEGORIES),
                name="incident_ongoing",
            ),
            models.Index(fields=["severity", "-reported_at", "-id"], name="incident_by_severity"),
            models.Index(fields=["discipline", "-reported_at", "-id"], name="incident_by_discipline"),
            models.Index(fields=["type", "-reported_at", "-id"], name="incident_by_type"),
            models.Index(fields=["reporter", "-reported_at"], name="incident_by_reporter"),
            models.Index(
                fields=["-resolved_at", "-id"],
                condition=models.Q(resolved_at__isnull=False),
                name="incident_resolved",
            ),
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="incident_merged_into",
            ),
            models.Index(
                fields=["late_reminder_at"],
                condition=models.Q(late_reminder_at__isnull=False),
                name="incident_late_reminder",
            ),
            *ENDING_INDEXES,
            *STREAM_INDEXES,
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"INC-{self.number}"

    @property
    def is_open(self) -> bool:
        return self.category in OPEN_CATEGORIES

    @property
    def is_restricted(self) -> bool:
        """Not open to everyone, whichever its label."""
        return self.confidentiality != OPEN

    @property
    def is_sealed(self) -> bool:
        return self.confidentiality == SEALED

    @property
    def is_discreet(self) -> bool:
        """Its words are read on its own pages only: no list, mail or export carries them."""
        return self.is_sealed or self.no_tipping_off

    @property
    def label(self) -> str:
        return str(LABEL_NAMES.get(self.confidentiality, self.confidentiality))

    @property
    def listed_name(self) -> str:
        """Its name where others may look over a shoulder: lists, suggestions, mails, the browser's tab."""
        return _("Confidential incident") if self.is_discreet else self.name

    @cached_property
    def holders(self) -> list["RoleAssignment"]:
        """Who holds which role at present."""
        if hasattr(self, "present_assignments"):
            held: list[RoleAssignment] = self.present_assignments
        else:
            held = list(RoleAssignment.objects.present().filter(incident=self))
        return sorted(held, key=lambda each: each.role.rank)

    @property
    def lead(self) -> Person | None:
        return next((held.person for held in self.holders if held.role.is_lead), None)

    def followers(self) -> list[Person]:
        """Who hears of every update: those still here, as many as MOST_FOLLOWERS."""
        return list(Person.objects.active().filter(subscriptions__incident=self)[:MOST_FOLLOWERS])

    def seen_by(self, people: Collection[Person], *, openly: bool = False) -> set[str]:
        """Ids of those of `people` who may see it: `visible_to`, for one incident and many people.

        openly  leaves out an unnamed reporter who may see it for that alone: for answers others notice
        """
        if self.parent:
            return self.parent.seen_by(people, openly=openly)
        allowed = {person.pk for person in people if person.may(Permission.INCIDENTS_VIEW)}
        if not self.is_restricted:
            return allowed
        held = RoleAssignment.objects.filter(
            incident=self, ended_at__isnull=True
        )  # as it is now, not as read
        inside = set(held.values_list("person", flat=True))
        if not self.is_sealed:
            inside |= {person.pk for person in people if person.may(Permission.INCIDENTS_VIEW_PRIVATE)}
        reporters = {self.reporter_id}
        if self.reported_as != NAMED and not openly:
            behind = UnnamedReporter.objects.filter(incident=self)
            reporters |= set(behind.values_list("person", flat=True))
        lasting = models.Q(until__isnull=True) | models.Q(until__gt=clock.now())
        inside |= named_by(self.access.filter(lasting), allowed)
        kept_out = kept_out_by(self.exclusions, allowed)
        return allowed & (reporters | (inside - kept_out))  # nobody keeps out whoever reported it

    @property
    def duration(self) -> timedelta:
        """From when it began (or was reported) until it was resolved, or until now."""
        return (self.resolved_at or self.closed_at or clock.now()) - (self.started_at or self.reported_at)

    @property
    def is_update_late(self) -> bool:
        return self.is_open and self.next_update_at is not None and self.next_update_at < clock.now()


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def present(self) -> "RoleAssignmentQuerySet":
        """Those that last, with whom."""
        return self.filter(ended_at__isnull=True).select_related("person")


class RoleAssignment(models.Model):
    """That a person held a role in an incident, from when until when."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="assignments")
    role = CachedKey(Role, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    # Who gave it; themselves, if they took it, or had it from a guest, who lends nothing. None: a rule, an
    # import, or given before this was kept.
    given_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    assigned_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="one_holder_per_role",
            )
        ]
        indexes = [
            models.Index(
                fields=["person", "incident"],
                condition=models.Q(ended_at__isnull=True),
                name="assignment_present",
            )
        ]


class Subscription(models.Model):
    """That somebody wants to hear of every update."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="subscriptions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="subscriptions")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person"], name="subscribed_once")]


NAME_LENGTH = 200
