"""Whether so many reports without a name come in at once that one notice says it better than each of them."""

from datetime import timedelta

from turnout.core.lib import clock
from turnout.core.notify.models import Notification
from turnout.incidents.audience import notices
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.incident import ANONYMOUS

STRETCH = timedelta(minutes=10)
OF_ONE_PAGE = 5  # alike in place and type, as those of one page are
OF_ALL = 15


def is_flooded(incident: Incident) -> bool:
    """Whether this one is among too many: those after the first few, of its page or of all pages."""
    if incident.reported_as != ANONYMOUS:
        return False
    lately = Incident.objects.filter(
        reported_as=ANONYMOUS,
        reported_at__gt=incident.reported_at - STRETCH,
        reported_at__lte=incident.reported_at,
    ).exclude(pk=incident.pk)
    others = list(lately.order_by("-reported_at").values_list("place", "type")[:OF_ALL])
    alike = sum(each == (incident.place, incident.type_id) for each in others)
    return alike >= OF_ONE_PAGE or len(others) >= OF_ALL


def heard_of_flood() -> set[str]:
    """Ids of those who were told lately that many come in."""
    told = Notification.objects.filter(kind=notices.FLOOD, created_at__gt=clock.now() - STRETCH)
    return set(told.values_list("person", flat=True))
