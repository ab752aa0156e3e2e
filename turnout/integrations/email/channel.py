"""Email as a way to reach people."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from turnout.core.notify.channels import Message, Reached, register
from turnout.core.notify.models import Notification
from turnout.core.people.models import ADDRESS, Person
from turnout.core.values import Email as Address
from turnout.integrations.email.actions import erase_from_outbox, put_code_in_outbox, put_in_outbox
from turnout.integrations.email.letter import code_letter, letter
from turnout.integrations.email.manifest import MANIFEST
from turnout.integrations.email.smtp import hand_over


class Email:
    """By SMTP where there is a mail server, else into the outbox."""

    key = MANIFEST.key
    label = _("Email")
    way = _("by email")
    is_usual = True
    reaches = Reached(ADDRESS, _("Email address"), Address(label=_("Email address"), required=True))

    def send(self, message: Message) -> None:
        if settings.SMTP_URL:
            hand_over(letter(message), settings.SMTP_URL)
        else:
            put_in_outbox(message)

    def send_code(self, person: Person, to: str, code: str) -> None:
        mail = code_letter(person, to, code)
        if settings.SMTP_URL:
            hand_over(mail, settings.SMTP_URL)
        else:
            put_code_in_outbox(person, to, mail)

    def erase(self, told: QuerySet[Notification]) -> None:
        erase_from_outbox(told)


register(Email())
