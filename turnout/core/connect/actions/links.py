"""Noting what of ours is what elsewhere, and what a form made: sent again, it makes nothing new."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, models

from turnout.core.connect.models import Link
from turnout.core.events.subjects import kind_of
from turnout.core.lib import clock

REMEMBERED = timedelta(days=30)
NOTE = (
    "INSERT INTO connect_link (system, subject_kind, external_id, subject_id, url, created_at, forget_at)"
    " VALUES ('form', %s, %s, %s, '', %s, %s) ON CONFLICT DO NOTHING RETURNING subject_id"
)  # tells whether it was new; a queryset would have to ask again


def link(system: str, known: Iterable[tuple[models.Model, str, str]]) -> None:
    """Note of things of ours by which id, and at which address, each is known to `system`.

    Part of a verb that records what was brought in or filed there. IntegrityError: an id is taken.
    """
    Link.objects.bulk_create(
        Link(
            system=system, external_id=id, subject_kind=kind_of(subject), subject_id=str(subject.pk), url=url
        )
        for subject, id, url in known
    )


def is_noted(kind: str, token: str) -> bool:
    """Whether the form with this token made something. Only a look: nothing is noted by it."""
    return Link.objects.filter(system="form", subject_kind=kind, external_id=token).exists()


def made_before(kind: str, token: str, makes: str) -> str | None:
    """The id of what the form with this token made, or None after noting that it makes `makes`.

    Called first in the transaction that makes it: whoever sends the same at the same moment waits here, then
    finds it. `token` must hold whatever tells one form from another, its person too.
    """
    now = clock.now()
    moments = [connection.ops.adapt_datetimefield_value(each) for each in (now, now + REMEMBERED)]
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [kind, token, makes, *moments])
        if cursor.fetchone():
            return None
    noted = Link.objects.values_list("subject_id", flat=True)
    made = noted.get(system="form", subject_kind=kind, external_id=token)
    return None if made == makes else made
