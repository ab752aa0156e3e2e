"""Teams, and who is in them."""

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField
from turnout.core.people.models.person import Person


class TeamQuerySet(models.QuerySet["Team"]):
    def with_size(self) -> "TeamQuerySet":
        """Each with how many active members it has, as `size`."""
        return self.annotate(size=models.Count("members", filter=models.Q(members__is_active=True)))


class Team(models.Model):
    """People who work together and can be told, asked or assigned as one."""

    id = IdField()
    name = models.CharField(max_length=200, unique=True)
    purpose = models.CharField(max_length=300, blank=True)
    members: "models.ManyToManyField[Person, Membership]" = models.ManyToManyField(
        Person, through="Membership", related_name="teams"
    )
    created_at = models.DateTimeField(default=clock.now)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That a person is in a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="once_in_a_team")]
