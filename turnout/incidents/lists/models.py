"""Saved views."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def offered_to(self, person: Person) -> "SavedViewQuerySet":
        """Their own and those that are shared. What a view shows depends on the reader."""
        return self.filter(models.Q(person=person) | models.Q(is_shared=True))


class SavedView(models.Model):
    """A named set of filters over the incident list, its owner's or everybody's."""

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)  # the list page's query string
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_view_per_name")]

    def may_be_deleted_by(self, person: Person) -> bool:
        """Its author may and, where it is shared, whoever manages settings: everyone reads its name."""
        return self.person_id == person.pk or (self.is_shared and person.may(Permission.SETTINGS_MANAGE))
