"""What an admin wants to take from somebody, while it waits."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models.person import Person


class AccessChange(models.Model):
    """That an admin wants somebody's role lowered to `to` or, where that is empty, them deactivated.

    Until `due_at` they and the owners know, and an owner can stop it. The row is gone once it was done or
    stopped.
    """

    id = IdField()
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="waiting_change")
    to = models.CharField(max_length=20, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.person_id} → {self.to or 'gone'}"
