"""Who has an incident open, and since when."""

from datetime import timedelta

from django.db import models

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident

STAY_ENDS = timedelta(minutes=5)
PRESENT = timedelta(seconds=75)  # a page says it is open every 30 s; two missed and you have left


class Visit(models.Model):
    """When somebody last had the incident open: for presence and for "since you last looked"."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="visits")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField(default=clock.now)  # of the present stay
    seen_at = models.DateTimeField(default=clock.now)
    before = models.ForeignKey(  # the last event there was when the stay before this one ended
        RecordedEvent, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    latest = models.ForeignKey(RecordedEvent, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person"], name="one_visit_row_each")]
        indexes = [models.Index(fields=["incident", "-seen_at"], name="visit_by_incident")]

    @property
    def is_over(self) -> bool:
        """Away for so long that the next look begins a new stay."""
        return clock.now() - self.seen_at > STAY_ENDS

    @property
    def last_known(self) -> RecordedEvent | None:
        """The newest event there was when the person left: what is later is new to them."""
        return self.latest if self.is_over else self.before
