"""Connections to systems elsewhere, and the secrets they need."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.encryption import Hidden, Unreadable, decrypt, encrypt
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person


class Health(StrEnum):
    """How a connection is doing, from what was last tried over it."""

    UNTRIED = "untried"
    WORKING = "working"
    FAILING = "failing"
    OFF = "off"
    DISCONNECTED = "disconnected"


GIVEN_UP_AFTER = timedelta(days=1)  # of nothing but failures


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def present(self) -> "ConnectionQuerySet":
        """Not disconnected; those switched off, too."""
        return self.filter(disconnected_at__isnull=True)


class Connection(models.Model):
    """An account elsewhere that Turnout may use. Disconnected ones stay, without secrets, for history."""

    may_be_empty = True

    id = IdField()
    kind = models.CharField(max_length=40)  # the key of its integration's manifest
    label = models.CharField(max_length=100)
    settings = models.JSONField(default=dict)  # as the manifest's values write them; no secrets
    is_on = models.BooleanField(default=True)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    disconnected_at = models.DateTimeField(null=True)
    worked_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)  # the first failure after it last worked
    rests_until = models.DateTimeField(null=True)  # left alone until then, because the other side is away
    failure = models.CharField(max_length=300, blank=True)  # the last one, in words for an admin

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "label", "id"]
        indexes = [models.Index(fields=["kind", "label", "id"], name="connection_by_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "label"],
                condition=models.Q(disconnected_at__isnull=True),
                name="one_connection_called_so",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def health(self) -> Health:
        """How it is doing, from what was last tried over it."""
        if self.disconnected_at is not None:
            return Health.DISCONNECTED
        if not self.is_on:
            return Health.OFF
        if self.is_failing:
            return Health.FAILING
        return Health.WORKING if self.worked_at else Health.UNTRIED

    @property
    def last_tried_at(self) -> datetime | None:
        """When something last went over it, or failed to; None before that."""
        return max((each for each in (self.worked_at, self.failed_at) if each), default=None)

    @property
    def is_failing(self) -> bool:
        """Nothing has worked since it failed."""
        return self.failing_since is not None

    @property
    def is_given_up(self) -> bool:
        """Nothing new is meant for it until a test has worked: it has only failed for a day."""
        return self.failing_since is not None and self.failing_since < clock.now() - GIVEN_UP_AFTER

    @classmethod
    def kept_rows(cls) -> ConnectionQuerySet:
        """For `cached_table`."""
        return cls.objects.present()

    def hidden(self, name: str) -> Hidden | None:
        """One of its secrets; None where it isn't set. Raises encryption.Unreadable."""
        kept = Secret.objects.filter(connection=self, name=name).first()
        return kept.words() if kept else None


class SecretQuerySet(models.QuerySet["Secret"]):
    def unreadable(self) -> "list[Secret]":
        """Those that no key here can read, with their connection."""
        found = []
        for secret in self.select_related("connection").order_by("pk").iterator():
            try:
                secret.words()
            except Unreadable:
                found.append(secret)
        return found


class Secret(models.Model):
    """One secret of a connection, encrypted. It is never shown again, exported or logged."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="secrets")
    name = models.CharField(max_length=40)  # of the value in the manifest
    kept = models.TextField()
    set_at = models.DateTimeField(default=clock.now)

    objects = SecretQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "name"], name="one_secret_of_a_name")]

    if TYPE_CHECKING:
        connection_id: str

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """What binds the encrypted words to this row."""
        return f"connect.secret/{self.connection_id}/{self.name}"

    def hide(self, words: str) -> None:
        """Keep these words instead. Raises keyring.NoKey. Saving is the caller's."""
        self.kept, self.set_at = encrypt(words, place=self.place), clock.now()

    def words(self) -> Hidden:
        """Raises encryption.Unreadable."""
        return decrypt(self.kept, place=self.place)
