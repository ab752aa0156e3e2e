"""E-mail as a way to reach people."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from turnout.core.notify.channels import Message, register
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person
from turnout.integrations.email.actions import erase_from_outbox, put_in_outbox
from turnout.integrations.email.letter import letter
from turnout.integrations.email.manifest import MANIFEST
from turnout.integrations.email.smtp import hand_over


class Email:
    """By SMTP where there is a mail server, else into the outbox."""

    key = MANIFEST.key
    label = _("E-mail")

    def can_reach(self, person: Person) -> bool:
        return bool(person.email)

    def send(self, message: Message) -> None:
        if settings.SMTP_URL:
            hand_over(letter(message), settings.SMTP_URL)
        else:
            put_in_outbox(message)

    def erase(self, told: QuerySet[Notification]) -> None:
        erase_from_outbox(told)


register(Email())
