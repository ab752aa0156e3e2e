"""The outbox: mail that would have gone out, where there is no mail server (in the demo, say)."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person

KEPT = 500


class OutboxMail(models.Model):
    """One mail nobody carried further. Its key keeps a repeat from standing here twice."""

    id = IdField()
    key = models.CharField(max_length=80, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="outbox_newest"),
            models.Index(fields=["person", "-created_at", "-id"], name="outbox_by_person"),
        ]

    def __str__(self) -> str:
        return self.key
