"""Noting that somebody took a list of incidents with them."""

from django.db import transaction

from turnout.core.events.record import record
from turnout.core.people.models import Organization, Person
from turnout.incidents.lists.events import IncidentsExported


@transaction.atomic
def note_export(rows: int, *, picked: bool, by: Person) -> None:
    """Record on the organization that this many rows left as a file. What was sought may be private."""
    record(Organization.objects.get(), IncidentsExported(rows=rows, picked=picked), by=by)
