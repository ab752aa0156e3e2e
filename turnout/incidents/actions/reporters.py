"""What unnamed reporters do, and what is done about them: looking up, stepping forward, following."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.people.models import Person
from turnout.incidents.actions.locking import lock, touch
from turnout.incidents.errors import NotPossible
from turnout.incidents.events import ReporterLookedUp, ReporterSteppedForward
from turnout.incidents.models import Access, Incident, Subscription, UnnamedReporter
from turnout.incidents.models.incident import NAMED
from turnout.incidents.reporters import may_learn


@transaction.atomic
def look_up_reporter(incident: Incident, *, by: Person) -> UnnamedReporter:
    """Who reported it: for those the report page named beforehand. The timeline says that they looked."""
    if not may_learn(incident, by):
        raise NotPossible(_("Whoever reported this was promised that you don't learn who it was."))
    record(incident, ReporterLookedUp(), by=by)
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


def follow_unseen(incident: Incident, person: Person, wanted: bool) -> bool:
    """Part of following: an unnamed reporter follows where nobody counts them. False for anybody else."""
    if incident.reported_as == NAMED:
        return False
    mine = UnnamedReporter.objects.filter(incident=incident, person=person)
    return bool(mine.update(is_following=wanted))
