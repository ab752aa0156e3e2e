"""Who is here: the organization, its people and teams, how they sign in."""

from datetime import datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.permissions import PERMISSIONS_OF, ROLE_NAMES, BaseRole, Permission

INVITATION_LASTS = timedelta(days=7)


class Organization(models.Model):
    """The one organization of this install."""

    id = IdField()
    name = models.CharField(max_length=200)
    timezone = models.CharField(max_length=64, default="UTC")
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def get(cls) -> "Organization | None":
        """The organization, or None before first-run set-up."""
        return cls.objects.order_by("created_at").first()


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> "PersonQuerySet":
        return self.filter(is_active=True)

    def matching(self, words: str) -> "PersonQuerySet":
        """Whose name, title or address has every one of the words."""
        found = self
        for word in words.split()[:5]:
            found = found.filter(
                models.Q(name__icontains=word) | models.Q(title__icontains=word) | models.Q(email__icontains=word)
            )
        return found


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())  # type: ignore[no-any-return]


class Person(AbstractBaseUser):
    """Somebody who belongs to the organization. `last_login` comes from Django."""

    id = IdField()
    email = models.EmailField(max_length=254, unique=True)  # kept in lower case
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, default=BaseRole.RESPONDER)
    timezone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=10, default="en")
    quiet_from = models.TimeField(null=True, blank=True)  # local time; both or neither
    quiet_until = models.TimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["name", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    def may(self, permission: Permission) -> bool:
        return self.is_active and permission in PERMISSIONS_OF.get(self.role, frozenset())

    @property
    def role_name(self) -> str:
        return str(ROLE_NAMES.get(BaseRole(self.role), self.role))

    @property
    def zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.timezone)
        except (KeyError, ValueError):
            return ZoneInfo("UTC")

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    def quiet_ends_at(self, moment: datetime) -> datetime | None:
        """When the quiet hours around `moment` end; None if it isn't quiet then."""
        if self.quiet_from is None or self.quiet_until is None or self.quiet_from == self.quiet_until:
            return None
        local = moment.astimezone(self.zone)
        over_midnight = self.quiet_from > self.quiet_until
        quiet = _between(local.time(), self.quiet_from, self.quiet_until)
        if not quiet:
            return None
        day = local.date()
        if over_midnight and local.time() >= self.quiet_from:
            day += timedelta(days=1)
        return datetime.combine(day, self.quiet_until, tzinfo=self.zone)


def _between(moment: time, start: time, end: time) -> bool:
    return start <= moment < end if start < end else moment >= start or moment < end


class Team(models.Model):
    """People who work together and can be told, asked or assigned as one."""

    id = IdField()
    name = models.CharField(max_length=200, unique=True)
    purpose = models.CharField(max_length=300, blank=True)
    members: "models.ManyToManyField[Person, Membership]" = models.ManyToManyField(
        Person, through="Membership", related_name="teams"
    )
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That a person is in a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="once_in_a_team")]


class Invitation(models.Model):
    """A link with which somebody may join, once, for a week. The link's secret is stored hashed."""

    id = IdField()
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, default=BaseRole.RESPONDER)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > clock.now()


class Session(AbstractBaseSession):
    """A signed-in browser. People see theirs in their profile and can end them."""

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")
    browser = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)


class ApiToken(models.Model):
    """A key for a script, acting as its person. Shown once; only its hash is kept."""

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=200)
    hint = models.CharField(max_length=12)  # its first characters, to tell tokens apart
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class RateWindow(models.Model):
    """How often something was tried in one stretch of time. Keys are hashed; rows are swept when over."""

    key = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "starts_at"], name="one_window_per_key")]
        indexes = [models.Index(fields=["starts_at"], name="window_by_start")]
