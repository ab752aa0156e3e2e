"""Who raised an incident without being named, and the pages anyone may raise one from."""

from typing import Any

from django.db import models

from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person


class UnnamedReporter(models.Model):
    """The one behind a confidential or anonymous report. Only `incidents.reporters` reads it.

    Confidential: `person` is set. Anonymous: it never is; then a receipt code leads back to the incident.
    `knowers` are those the report page named beforehand, and stay those: nobody joins them later.
    """

    id = IdField()
    incident = models.OneToOneField("incidents.Incident", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.CharField(max_length=200, blank=True)  # how to reach them, where they left it
    receipt = models.CharField(max_length=64, null=True, unique=True)  # of the code, hashed
    knowers = models.ManyToManyField(Person, related_name="+")
    is_following = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["person", "incident"], name="unnamed_by_person")]


def ids_reported_unnamed(person: Person) -> models.QuerySet[Any, Any]:
    """Ids of what this person reported without their name."""
    return UnnamedReporter.objects.filter(person=person).values("incident")
