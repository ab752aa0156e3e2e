"""What becomes due among people: what waited is done, and rows whose time is over leave."""

from django.db.models import Model, QuerySet

from turnout.core.jobs import engine
from turnout.core.lib import clock
from turnout.core.people.actions.leaving import take_out
from turnout.core.people.actions.owning import lock_with_owners
from turnout.core.people.actions.roles import set_role
from turnout.core.people.actions.waiting import lowers, stop_access_change
from turnout.core.people.models import AccessChange, RateWindow, Session
from turnout.core.people.permissions import Permission

SWEPT_AT_ONCE = 500


@engine.due(RateWindow.objects.all, "ends_at")
def sweep_rate_windows(window: RateWindow) -> None:
    """Delete expired rate windows."""
    _sweep(RateWindow.objects.filter(ends_at__lte=clock.now()), window)


@engine.due(Session.objects.all, "expire_date")
def sweep_sessions(session: Session) -> None:
    """Delete expired sessions."""
    _sweep(Session.objects.filter(expire_date__lte=clock.now()), session)


@engine.due(AccessChange.objects.all, "due_at")
def carry_out_access_change(change: AccessChange) -> None:
    """What an admin asked for has waited: do it, if they still may."""
    by, person = change.asked_by, lock_with_owners(change.person)
    if not by.may(Permission.PEOPLE_MANAGE) or person.is_owner:
        stop_access_change(change, by=None)
    elif not change.to and person.is_active:
        take_out(person, by=by)
    elif change.to and lowers(person.role, change.to):
        set_role(person, change.to, by=by)
    AccessChange.objects.filter(pk=change.pk).delete()


def _sweep(over: QuerySet[Model], found: Model) -> None:
    """The one found and what else is over with it: one transaction for many."""
    over.filter(pk__in=[found.pk, *over.values_list("pk", flat=True)[:SWEPT_AT_ONCE]]).delete()
