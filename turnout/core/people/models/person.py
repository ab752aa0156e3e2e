"""Somebody who belongs to the organization."""

from datetime import datetime, time, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.fulltext import fold
from turnout.core.lib.ids import IdField, is_id
from turnout.core.lib.revision_cache import clear_caches_on_change
from turnout.core.people.names import likeness
from turnout.core.people.permissions import PERMISSIONS_OF, ROLE_NAMES, BaseRole, Permission

WORDS_SOUGHT = 5
FORMER_SHOWN = timedelta(days=30)


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> "PersonQuerySet":
        return self.filter(is_active=True)

    def owners(self) -> "PersonQuerySet":
        return self.active().filter(role=BaseRole.OWNER)

    def matching(self, words: str) -> "PersonQuerySet":
        """Whose name, title or address has every one of the words, whatever their case and accents."""
        found = self
        for word in fold(words).replace("\0", "").split()[:WORDS_SOUGHT]:
            found = found.filter(folded__contains=word)
        return found

    def likeliest(self, words: str) -> "PersonQuerySet":
        """Those matching, with names that begin so first, then names that have a word beginning so."""
        start = " ".join(fold(words).replace("\0", "").split())
        return (
            self.matching(words)
            .annotate(
                likely=models.Case(
                    models.When(folded__startswith=start, then=0),
                    models.When(folded__contains=f" {start}", then=1),
                    models.When(folded__contains=f"\n{start}", then=1),
                    default=2,
                    output_field=models.IntegerField(),
                )
            )
            .order_by("likely", "folded", "id")
        )

    def taken_for(self, name: str) -> "PersonQuerySet":
        """Those whose name people would take for this one."""
        alike = likeness(name)
        return self.filter(likeness=alike) if alike else self.none()

    def after(self, person: "Person | None") -> "PersonQuerySet":
        """In the order of names, those who come after `person`; from the start for None."""
        ordered = self.order_by("folded", "id")
        if person is None:
            return ordered
        return ordered.filter(
            models.Q(folded__gt=person.folded) | models.Q(folded=person.folded, id__gt=person.id)
        )

    def reached_at(self, kind: str, value: str) -> "PersonQuerySet":
        """Those who showed that this address or number is theirs."""
        return self.filter(
            contact_methods__kind=kind,
            contact_methods__value=value,
            contact_methods__verified_at__isnull=False,
        )

    def named(self, text: str) -> "PersonQuerySet":
        """Who is meant by an id, an email address or a whole name."""
        text = " ".join(text.replace("\0", "").split())
        if is_id(text):
            return self.filter(pk=text)
        if "@" in text:
            return self.filter(email=text.lower())
        return self.filter(folded__startswith=f"{fold(text)}\n") if text else self.none()


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())  # type: ignore[no-any-return]


class FoldedField(models.CharField):  # type: ignore[type-arg]
    """Name, title and address without case and accents: to search by and to sort by, alike on every database.

    Filled in by itself whenever the row is written; with `update_fields`, name it.
    """

    def pre_save(self, model_instance: Any, add: bool) -> str:
        parts = (model_instance.name, model_instance.title, model_instance.email)
        text = "\n".join(" ".join(fold(part).split()) for part in parts)[: self.max_length]
        setattr(model_instance, self.attname, text)
        return text


class LikenessField(models.CharField):  # type: ignore[type-arg]
    """What the name looks like, so that one taken for another is found; filled in like `FoldedField`."""

    def pre_save(self, model_instance: Any, add: bool) -> str:
        text = likeness(model_instance.name)
        setattr(model_instance, self.attname, text)
        return text


class Person(AbstractBaseUser):
    """Somebody who belongs to the organization. `last_login` comes from Django."""

    id = IdField()
    email = models.EmailField(max_length=254, unique=True)  # kept in lower case
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    folded = FoldedField(max_length=700, editable=False, default="")
    likeness = LikenessField(max_length=200, editable=False, default="", db_index=True)
    # What they were called before, shown for a while: else somebody could become somebody else overnight.
    former_name = models.CharField(max_length=200, blank=True, db_default="", default="")
    renamed_at = models.DateTimeField(null=True)
    role = models.CharField(max_length=20, default=BaseRole.RESPONDER)
    timezone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=10, default="en")
    quiet_from = models.TimeField(null=True, blank=True)  # local time; both or neither
    quiet_until = models.TimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    # Set on somebody who is in no table: an API key looks with them (`ApiKey.person`).
    granted: frozenset[Permission] | None = None

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["folded", "id"]
        indexes = [models.Index(fields=["folded", "id"], name="person_by_folded")]

    def __str__(self) -> str:
        return self.name

    def may(self, permission: Permission) -> bool:
        theirs = PERMISSIONS_OF.get(self.role, frozenset()) if self.granted is None else self.granted
        return self.is_active and permission in theirs

    @property
    def is_owner(self) -> bool:
        return self.role == BaseRole.OWNER

    @property
    def role_name(self) -> str:
        return str(ROLE_NAMES.get(BaseRole(self.role), self.role))

    @property
    def recently(self) -> str:
        """What they were called until a while ago; empty after that."""
        is_recent = self.renamed_at is not None and self.renamed_at > clock.now() - FORMER_SHOWN
        return self.former_name if is_recent else ""

    @property
    def zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.timezone)
        except (KeyError, ValueError):
            return ZoneInfo("UTC")

    @property
    def zone_name(self) -> str:
        return self.timezone.replace("_", " ").replace("/", " / ")

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


clear_caches_on_change(Person)


def _between(moment: time, start: time, end: time) -> bool:
    return start <= moment < end if start < end else moment >= start or moment < end
