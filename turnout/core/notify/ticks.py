"""What becomes due with notifications."""

from turnout.core.jobs import engine
from turnout.core.notify.actions.delivering import carry
from turnout.core.notify.models import Delivery, Notification


@engine.leased(lambda: Delivery.objects.due().select_related("notification__person", "contact"), "due_at")
def send_deliveries(delivery: Delivery) -> None:
    """Carry each notification over its channel; a try that fails makes the next."""
    carry(delivery)


@engine.due(Notification.objects.all, "forget_at")
def forget_notifications(notification: Notification) -> None:
    """Let go of notifications whose time is over: 90 days after they were read, a year if they never were."""
    notification.delete()
