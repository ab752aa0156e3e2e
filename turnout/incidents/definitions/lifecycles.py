"""Which steps an incident goes through: those of its type, or else the organization's own."""

from turnout.core.lib.cached_tables import cached_table
from turnout.incidents.definitions.models import IncidentType, Status, StatusCategory
from turnout.incidents.definitions.models.lifecycles import DEFAULT_LIFECYCLE, PATH


def lifecycle_of(type: IncidentType | None) -> str:
    """The key of the lifecycle incidents of this type have."""
    return (type.lifecycle_id if type else None) or DEFAULT_LIFECYCLE


def statuses_in(lifecycle: str) -> list[Status]:
    """The statuses of a lifecycle in the order of a life, without those that were let go."""
    own = [
        each
        for each in cached_table(Status).values()
        if each.lifecycle_id == lifecycle and not each.is_retired
    ]
    return sorted(own, key=lambda each: (PATH.index(StatusCategory(each.category)), each.rank))


def statuses_for(type: IncidentType | None, *categories: str) -> list[Status]:
    """Those an incident of this type may have, of these categories if any are named."""
    offered = statuses_in(lifecycle_of(type))
    return [each for each in offered if not categories or each.category in categories]


def first_status(category: StatusCategory, type: IncidentType | None) -> Status:
    """The status an incident of this type enters when it comes into this category."""
    own = statuses_for(type, category)
    return own[0] if own else statuses_for(None, category)[0]


def counterpart(status: Status, lifecycle: str) -> Status:
    """What comes nearest to a status in another lifecycle: of its category, and as far along."""
    there = [each for each in statuses_in(lifecycle) if each.category == status.category]
    if not there:
        return first_status(StatusCategory(status.category), None)
    here = [each.pk for each in statuses_in(status.lifecycle_id or "") if each.category == status.category]
    along = here.index(status.pk) if status.pk in here else 0
    return there[min(along, len(there) - 1)]
