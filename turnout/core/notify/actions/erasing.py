"""Taking words back out of what people were told."""

from django.db.models import QuerySet

from turnout.core.notify.channels import channels
from turnout.core.notify.models import Notification


def erase_notifications(told: QuerySet[Notification]) -> None:
    """Part of a verb that erases: these say nothing any more, nor does what a channel keeps here of them.

    What waits to be carried goes out without words. What went out can't be called back.
    """
    for channel in channels.values():
        channel.erase(told)
    told.update(title="", body="")
