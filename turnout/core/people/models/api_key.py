"""The organization's own keys for scripts."""

from functools import cached_property

from django.db import models
from django.db.models import Q

from turnout.core.events.actors import Actor, ActorKind
from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models.braked import Braked
from turnout.core.people.models.person import Person
from turnout.core.people.permissions import Permission


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def live(self) -> "ApiKeyQuerySet":
        return self.filter(revoked_at__isnull=True)

    def opened_by(self, digest: str) -> "ApiKeyQuerySet":
        """The live one with this digest, or with it as the former one while that still works."""
        former = Q(former_digest=digest, former_until__gt=clock.now())
        return self.live().filter(Q(digest=digest) | former)


class ApiKey(Braked):
    """A key that belongs to the organization and to no person. It may what it was given, and sees the open.

    Shown once; only its hash is kept. After a rotation the former one works until `former_until`.
    """

    id = IdField()
    name = models.CharField(max_length=200)
    comment = models.CharField(max_length=5000, blank=True)
    permissions = models.JSONField(default=list)
    hint = models.CharField(max_length=12)  # its first characters, to tell keys apart
    digest = models.CharField(max_length=64, unique=True)
    former_digest = models.CharField(max_length=64, blank=True, db_index=True)
    former_until = models.DateTimeField(null=True)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # Who answers for it since whoever made it no longer can; see `answering`.
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    issued_at = models.DateTimeField(default=clock.now)  # since when it has its present secret
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    is_narrowed = False  # taken from some IP addresses only; told to whoever finds it by its secret

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def granted(self) -> frozenset[Permission]:
        """What it may; permissions that are no longer there are left out."""
        return frozenset(Permission(each) for each in self.permissions if each in set(Permission))

    @property
    def answering(self) -> Person | None:
        """Who took it over or made it, while they are here and may. None: owners have to choose."""
        people = [each for each in (self.answered_by, self.created_by) if each]
        return next((each for each in people if each.may(Permission.API_KEYS_MANAGE)), None)

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.API_KEY, self.pk, self.name, may=self.granted)

    @cached_property
    def person(self) -> Person:
        """Somebody to look with, in no table, let in nowhere, with what the key may. Verbs aren't given it:
        what the key does it does with `by=None` inside `acting_as(key.actor)`."""
        reader = Person(id=self.pk, name=self.name, email="", role="")
        reader.granted = self.granted
        return reader

    @property
    def by(self) -> None:
        """For verbs: no person."""
        return None
