"""How people come in: invitations, signed-in browsers, keys for scripts, and what slows a guesser down."""

from datetime import datetime, timedelta

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext as _

from turnout.core.events.actors import SYSTEM, Actor
from turnout.core.lib import clock
from turnout.core.lib.ids import IdField, new_id
from turnout.core.people.models.braked import Braked
from turnout.core.people.models.person import Person
from turnout.core.people.permissions import LENDS, PERMISSIONS_OF, ROLE_NAMES, BaseRole, Permission

INVITATION_LASTS = timedelta(days=7)
TOKEN_LASTS = timedelta(days=365)  # at most


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither used, withdrawn nor run out, and made by someone who is still here."""
        return self.filter(
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=clock.now(),
            invited_by__is_active=True,
        )


class Invitation(models.Model):
    """A link with which somebody may join, once, for a week. The link's secret is stored hashed.

    Also how somebody who is here already gets to choose a new password: then `person` is set.
    """

    id = IdField()
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, default=BaseRole.RESPONDER)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["email"], name="invitation_by_email")]

    @property
    def role_name(self) -> str:
        return str(ROLE_NAMES.get(BaseRole(self.role), self.role))


class SessionQuerySet(models.QuerySet["Session"]):
    def alive(self) -> "SessionQuerySet":
        return self.filter(expire_date__gt=clock.now()).order_by("-seen_at")


class Session(AbstractBaseSession):
    """A signed-in browser. People see theirs in their profile and can end them.

    Its key opens it, so pages name it by its `handle`.
    """

    handle = models.CharField(max_length=26, unique=True, default=new_id)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")
    browser = models.CharField(max_length=200, blank=True)  # "Firefox/Windows", as browsers.py read it
    started_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)

    objects = SessionQuerySet.as_manager()  # type: ignore[assignment,misc]

    @property
    def described(self) -> str:
        """ "Firefox on Windows", or what is known of it."""
        browser, _slash, system = self.browser.partition("/")
        if browser and system:
            return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
        return browser or system or _("A device we don't recognise")

    @property
    def is_handheld(self) -> bool:
        return self.browser.rpartition("/")[2] in {"iPhone", "iPad", "Android"}


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def live(self) -> "ApiTokenQuerySet":
        """Not revoked, not over, and of someone who is still here."""
        return self.kept().filter(expires_at__gt=clock.now())

    def kept(self) -> "ApiTokenQuerySet":
        """Not revoked by anybody, over or not."""
        return self.filter(revoked_at__isnull=True, person__is_active=True)


def in_a_year() -> datetime:
    return clock.now() + TOKEN_LASTS


class ApiToken(Braked):
    """A key for a script, acting as its person, with what they lend it, until it ends.

    Shown once; only its hash is kept.
    """

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=200)
    hint = models.CharField(max_length=12)  # its first characters, to tell tokens apart
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(default=in_a_year)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    is_narrowed = False  # taken from some IP addresses only; told to whoever finds it by its secret

    objects = ApiTokenQuerySet.as_manager()

    @property
    def lent(self) -> frozenset[Permission]:
        """What it may: of what its person may now, what they lent it."""
        theirs = PERMISSIONS_OF.get(self.person.role, frozenset())
        return theirs & frozenset().union(*(LENDS.get(each, frozenset()) for each in self.scopes))

    @property
    def is_over(self) -> bool:
        return self.expires_at <= clock.now()

    @property
    def actor(self) -> Actor:
        """Its person acts, so nobody else does."""
        return SYSTEM

    @property
    def by(self) -> Person:
        """For verbs."""
        return self.person


class RateWindow(models.Model):
    """How often something was tried in one stretch of time. Keys are hashed; rows are swept when over."""

    key = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "starts_at"], name="one_window_per_key")]
        indexes = [models.Index(fields=["ends_at"], name="window_by_end")]
