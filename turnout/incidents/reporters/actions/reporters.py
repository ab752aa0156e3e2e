"""What unnamed reporters do, and what is done about them: looking up, stepping forward, following."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock, touch
from turnout.incidents.incident.models import Access, Incident, Subscription
from turnout.incidents.incident.models.incident import NAMED
from turnout.incidents.incident.models.unnamed import UnnamedReporter
from turnout.incidents.incident.unnamed import may_know_reporter
from turnout.incidents.reporters.events import ReporterLookedUp, ReporterSteppedForward

CONTACT_LENGTH = 200
REASON_LENGTH = 500


def keep_unnamed(
    incident: Incident,
    *,
    person: Person | None,
    contact: str,
    receipt: str | None,
    knowers: Collection[Person],
) -> None:
    """Part of raising: note who it was where only those who were named beforehand may read it.

    person   None for an anonymous one
    receipt  the code that leads back to it, hashed
    knowers  who may learn who it was
    """
    behind = UnnamedReporter.objects.create(
        incident=incident,
        person=person,
        contact=" ".join(contact.split())[:CONTACT_LENGTH],
        receipt=receipt,
    )
    behind.knowers.set(knowers)


@transaction.atomic
def look_up_reporter(incident: Incident, *, reason: str, by: Person) -> UnnamedReporter:
    """Who reported it: for those the report page named beforehand. The timeline says who looked and why, and
    the reporter is told. Raises NotPossible without a reason, and for whom it is about."""
    if not may_know_reporter(incident, by):
        raise NotPossible(_("Whoever reported this was promised that you don't learn who it was."))
    reason = " ".join(reason.split())[:REASON_LENGTH]
    if not reason:
        raise NotPossible(
            _("Say why you need to know. It's kept on the timeline, and the reporter reads it.")
        )
    record(incident, ReporterLookedUp(note=reason), by=by)
    return UnnamedReporter.objects.select_related("person").get(incident=incident)


@transaction.atomic
def step_forward(incident: Incident, *, by: Person) -> Incident:
    """Put one's name to what one reported confidentially. There is no way back."""
    incident = lock(incident)
    mine = UnnamedReporter.objects.filter(incident=incident, person=by)
    follows = mine.values_list("is_following", flat=True).first()
    if follows is None:
        raise NotPossible(_("Only whoever reported this can put their name to it."))
    mine.delete()
    incident.reporter, incident.reported_as = by, NAMED
    touch(incident, "reporter", "reported_as")
    if follows:
        Subscription.objects.get_or_create(incident=incident, person=by)
    if incident.is_restricted:
        Access.objects.get_or_create(incident=incident, person=by)
    record(incident, ReporterSteppedForward(), by=by)
    return incident
