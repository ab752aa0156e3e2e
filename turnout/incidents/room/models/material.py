"""Links and files."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.models.removable import Removable

CALL = "call"  # the system of the link of an incident's call


class ResourceLink(Removable):
    """A page elsewhere that belongs to this incident."""

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="links")
    url = models.URLField(max_length=2000)
    title = models.CharField(max_length=200)
    system = models.CharField(max_length=40, blank=True)  # where that is, in the API's words; empty: any page
    is_issue = models.BooleanField(default=False)  # this incident, or the task, is worked on there
    task = models.ForeignKey(  # the one it is the issue of, if it isn't the incident's own
        "incidents.Task", null=True, on_delete=models.SET_NULL, related_name="links"
    )
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(
                fields=["forget_at"],
                condition=models.Q(forget_at__isnull=False),
                name="resource_link_to_forget",
            )
        ]


class Attachment(Removable):
    """A file in the room. What it is was read from its bytes, not from its name.

    A removed one that isn't hidden any more has no bytes.
    """

    id = IdField()
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(max_length=300)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(
                fields=["forget_at"], condition=models.Q(forget_at__isnull=False), name="file_to_forget"
            )
        ]
