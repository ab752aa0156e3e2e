"""Who sees an incident that isn't open to everyone: let in, kept out, asked, looked."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person, Team
from turnout.incidents.incident.models.incident import Incident

STAY = timedelta(minutes=30)  # looks through one door that are no further apart are one
GLASS_WAITS = timedelta(hours=24)  # for a second person
GLASS_OPEN = timedelta(hours=4)


def _one_of_two(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(person__isnull=False, team__isnull=True)
        | models.Q(person__isnull=True, team__isnull=False),
        name=name,
    )


class AccessQuerySet(models.QuerySet["Access"]):
    def present(self) -> "AccessQuerySet":
        """Those that count now, with whom."""
        lasting = models.Q(until__isnull=True) | models.Q(until__gt=clock.now())
        return self.filter(lasting).select_related("person", "team")


class Access(models.Model):
    """That a person, or a team with all who are ever in it, was let into an incident that isn't open."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="access")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    granted_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)  # due column: for how long, where two people broke the seal

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "access"
        constraints = [
            models.UniqueConstraint(fields=["incident", "person"], name="let_in_once"),
            models.UniqueConstraint(fields=["incident", "team"], name="team_let_in_once"),
            _one_of_two("let_in_person_or_team"),
        ]
        indexes = [
            models.Index(fields=["person", "incident"], name="access_by_person"),
            models.Index(fields=["until"], condition=models.Q(until__isnull=False), name="access_by_until"),
        ]


class ExclusionQuerySet(models.QuerySet["Exclusion"]):
    def keeping_out(self, person: Person) -> "ExclusionQuerySet":
        """Those that keep this person out, by name or with a team of theirs."""
        with_a_team = models.Q(team__members=person) & ~models.Q(stays_in__person=person)
        return self.filter(models.Q(person=person) | with_a_team)


class Exclusion(models.Model):
    """That a person, or a team, is kept out for a conflict of interest. It beats every other grant.

    A team's doesn't count for those members who were inside when they joined it (`StaysIn`).
    """

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="exclusions")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "person"], name="kept_out_once"),
            models.UniqueConstraint(fields=["incident", "team"], name="team_kept_out_once"),
            _one_of_two("kept_out_person_or_team"),
        ]


def kept_until() -> datetime:
    return clock.now() + timedelta(days=settings.LOOKS_KEPT_DAYS)


class Look(models.Model):
    """That somebody opened an incident that isn't open to everyone: a row for a person, a door and a stay."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    door = models.CharField(max_length=20)  # page, api, export, file
    began_at = models.DateTimeField(default=clock.now)
    last_at = models.DateTimeField(default=clock.now)
    forget_at = models.DateTimeField(default=kept_until)  # due column

    class Meta:
        indexes = [
            models.Index(fields=["incident", "-last_at"], name="look_by_incident"),
            models.Index(fields=["person", "incident", "door", "-last_at"], name="look_by_person"),
            models.Index(fields=["forget_at"], name="look_forget"),
        ]


ASKED, GRANTED, REFUSED = "asked", "granted", "refused"


class AccessRequest(models.Model):
    """That somebody asks to be let in, from a link they were given; and what was answered."""

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="access_requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20, default=ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person"],
                condition=models.Q(state=ASKED),
                name="asked_once_at_a_time",
            )
        ]


class GlassBreak(models.Model):
    """That somebody asks to open a sealed incident in an emergency, and who agreed.

    It holds a number, not an incident: whoever asks doesn't see whether there is one.
    """

    id = IdField()
    number = models.PositiveIntegerField()
    asked_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=20, default=ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-asked_at"], name="glass_break_newest")]

    @property
    def is_waiting(self) -> bool:
        return self.state == ASKED and clock.now() < self.asked_at + GLASS_WAITS
