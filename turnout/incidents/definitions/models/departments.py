"""Departments: the parts of a company, each with incidents of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnout.incidents.definitions.models.definition import Definition


class Discipline(Definition):
    """A part of the company with incidents of its own kind and its own words for them."""

    called = _("department")

    key = models.SlugField(max_length=40, primary_key=True)
    name = models.CharField(max_length=100)
    icon = models.CharField(max_length=60)
