"""The glossary: an organization's own words, and what they mean."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from turnout.core.lib.ids import IdField
from turnout.incidents.definitions.models.definition import Definition


class Term(Definition):
    """A word people here use that others may not know: an acronym, a system, a place."""

    called = _("term")
    may_be_empty = True

    id = IdField()
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=128)
    description = models.TextField()  # what it means
