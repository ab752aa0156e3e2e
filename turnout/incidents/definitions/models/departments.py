"""Departments: the parts of a company, each with incidents of its own."""

from django.db import models


class Discipline(models.Model):
    """A part of the company with incidents of its own kind and its own words for them."""

    key = models.SlugField(max_length=40, primary_key=True)
    name = models.CharField(max_length=100)
    icon = models.CharField(max_length=60)
    rank = models.PositiveIntegerField()

    class Meta:
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name
