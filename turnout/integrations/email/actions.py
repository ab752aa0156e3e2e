"""Keeping mail that can't go out."""

from email.message import EmailMessage

from django.db import transaction
from django.db.models import QuerySet

from turnout.core.lib.ids import new_id
from turnout.core.notify.channels import Message
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person
from turnout.integrations.email.letter import text_of
from turnout.integrations.email.models import KEPT, OutboxMail


@transaction.atomic
def put_in_outbox(message: Message) -> None:
    """Keep `message`, once however often it comes, and only the newest few hundred of all.

    No event is recorded: the notification it carries has one.
    """
    mail = OutboxMail(
        key=message.key,
        person=message.person,
        to=message.to,
        subject=message.title,
        text=text_of(message),
    )
    OutboxMail.objects.bulk_create([mail], ignore_conflicts=True)
    _keep_the_newest()


@transaction.atomic
def put_code_in_outbox(person: Person, to: str, mail: EmailMessage) -> None:
    """Keep a mail with a code: where no mail goes out, this is the only place to read it."""
    text = mail.get_body(("plain",))
    OutboxMail.objects.create(
        key=f"code.{new_id()}",
        person=person,
        to=to,
        subject=str(mail["Subject"]),
        text=text.get_content() if text else "",
    )
    _keep_the_newest()


def _keep_the_newest() -> None:
    newest = OutboxMail.objects.order_by("-created_at", "-id")
    OutboxMail.objects.filter(pk__in=newest.values("pk")[KEPT : KEPT + 100]).delete()


def erase_from_outbox(told: QuerySet[Notification]) -> None:
    """Part of a verb that erases: no mail about these stays in the outbox."""
    mails = {key.partition(".")[0]: key for key in OutboxMail.objects.values_list("key", flat=True)}
    about = told.filter(pk__in=list(mails)).values_list("pk", flat=True)
    OutboxMail.objects.filter(key__in=[mails[pk] for pk in about]).delete()
