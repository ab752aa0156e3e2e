"""What a form made: a form that is sent again, because its answer was lost, makes nothing new."""

from datetime import timedelta

from turnout.core.connect.models import Link
from turnout.core.lib import clock

REMEMBERED = timedelta(days=30)


def made_before(kind: str, token: str, makes: str) -> str | None:
    """The id of what the form with this token made, or None after noting that it makes `makes`.

    Called first in the transaction that makes it: whoever sends the same at the same moment waits here, then
    finds it. `token` must hold whatever tells one form from another, its person too.
    """
    forget_at = clock.now() + REMEMBERED
    mine = Link(system="form", subject_kind=kind, external_id=token, subject_id=makes, forget_at=forget_at)
    Link.objects.bulk_create([mine], ignore_conflicts=True)
    noted = Link.objects.values_list("subject_id", flat=True)
    made = noted.get(system="form", subject_kind=kind, external_id=token)
    return None if made == makes else made
