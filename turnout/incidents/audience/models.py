"""Rules about who is told of an incident."""

from enum import StrEnum

from django.db import models

from turnout.core.lib import clock
from turnout.core.lib.ids import IdField, new_id
from turnout.core.people.models import Person, Team
from turnout.incidents.definitions.models import Role


class Reach(StrEnum):
    """How those a rule names are told. Only what is rated serious ever disturbs anybody's quiet hours."""

    HERE = "here"  # in Turnout only
    ASKED = "asked"  # and over the channels each of them chose
    AT_ONCE = "at_once"  # the same, and where it is serious even in their quiet hours


class AudienceRule(models.Model):
    """People, teams and role holders that hear of every incident for which the conditions hold.

    `lets_in`: where the incident is private they may see it, too; without it no private one reaches them.
    """

    id = IdField()
    name = models.CharField(max_length=80, unique=True)
    conditions = models.JSONField(default=list)  # as turnout.core.conditions keeps them
    teams = models.ManyToManyField(Team, related_name="+")
    people = models.ManyToManyField(Person, related_name="+")
    roles = models.ManyToManyField(Role, related_name="+")  # whoever holds one of them in the incident
    reach = models.CharField(max_length=20, default=Reach.ASKED)
    lets_in = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)
    revision = models.CharField(max_length=26, default=new_id)  # another one with every change

    class Meta:
        ordering = ["name"]

    @property
    def named(self) -> list[str]:
        """Who is told, in words."""
        return [str(each) for of in (self.teams, self.roles, self.people) for each in of.all()]

    def __str__(self) -> str:
        return self.name
