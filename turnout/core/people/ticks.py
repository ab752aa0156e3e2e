"""What becomes due among people: rows whose time is over leave."""

from django.db.models import Model, QuerySet

from turnout.core.jobs import engine
from turnout.core.lib import clock
from turnout.core.people.models import RateWindow, Session

SWEPT_AT_ONCE = 500


@engine.due(RateWindow.objects.all, "ends_at")
def sweep_rate_windows(window: RateWindow) -> None:
    """Delete expired rate windows."""
    _sweep(RateWindow.objects.filter(ends_at__lte=clock.now()), window)


@engine.due(Session.objects.all, "expire_date")
def sweep_sessions(session: Session) -> None:
    """Delete expired sessions."""
    _sweep(Session.objects.filter(expire_date__lte=clock.now()), session)


def _sweep(over: QuerySet[Model], found: Model) -> None:
    """The one found and what else is over with it: one transaction for many."""
    over.filter(pk__in=[found.pk, *over.values_list("pk", flat=True)[:SWEPT_AT_ONCE]]).delete()
