"""How a person can be reached outside Turnout."""

from typing import TYPE_CHECKING

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models.person import Person

ADDRESS = "address"  # an email address; phones, devices and accounts in a chat have kinds of their own


class ContactMethodQuerySet(models.QuerySet["ContactMethod"]):
    def verified(self) -> "ContactMethodQuerySet":
        return self.filter(verified_at__isnull=False)

    def home(self) -> "ContactMethodQuerySet":
        """The addresses people sign in with."""
        return self.verified().filter(kind=ADDRESS, value=models.F("person__email"))

    def in_use(self) -> "ContactMethodQuerySet":
        """Where notifications go."""
        return self.verified().filter(is_used=True)


class ContactMethod(models.Model):
    """One way to reach a person: what kind it is, and the address, number or name it has there.

    Nothing is sent to it, a code excepted, before they have shown that it is theirs. The address they sign in
    with is one from the start.
    """

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_methods")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=300)
    is_used = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)
    verified_at = models.DateTimeField(null=True)
    # The code that was sent last, hashed; empty once it was used or tried too often.
    code = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    objects = ContactMethodQuerySet.as_manager()

    if TYPE_CHECKING:
        person_id: str

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "value"], name="one_contact_method_each"),
            models.UniqueConstraint(
                fields=["value"],
                condition=models.Q(kind=ADDRESS, verified_at__isnull=False),
                name="an_address_is_one_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    def is_for_signing_in(self) -> bool:
        return self.kind == ADDRESS and self.value == self.person.email
