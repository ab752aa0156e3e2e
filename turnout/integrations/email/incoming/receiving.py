"""What becomes of a mail: a new incident, words in a room, or a reason why neither."""

import io
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from turnout.core.connect.actions.links import made_before
from turnout.core.events.sources import coming_from
from turnout.core.lib.ids import new_id
from turnout.core.lib.uploads import longest, receive
from turnout.core.people.models import ADDRESS, Person
from turnout.core.people.permissions import Permission
from turnout.core.people.rates import Limit, reporting, writing
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models.incident import ANONYMOUS
from turnout.incidents.models import Incident, IncidentType
from turnout.incidents.raising.actions.raising import Reporting, raise_incident
from turnout.incidents.room.actions.material import attach_file
from turnout.incidents.room.actions.talking import post_message
from turnout.integrations.email.incoming import BY_EMAIL, addresses
from turnout.integrations.email.incoming.parsing import Letter, without_quoted

STRANGERS = Limit("mail.strangers", most=60, per=timedelta(minutes=10))


class MailRejected(Exception):
    """This mail isn't taken, for good. The words go back to its sender's server."""


def take_in(letter: Letter, recipient: str) -> None:
    """Do what a mail asks for. When this returns it is done and durable; the same mail again changes nothing.

    Raises Refused, or TooManyTries where it may come again later.
    """
    to = addresses.read(recipient)
    if to is None:
        raise MailRejected("there is no such address here")
    if letter.refused:
        raise MailRejected(f"{letter.refused} is not taken")
    if letter.sender == addresses.intake():
        raise MailRejected("this mail came from here")
    person = Person.objects.active().reached_at(ADDRESS, letter.sender).first()
    if settings.MAIL_IN_CHECKED_BY and settings.MAIL_IN_CHECKED_BY.lower() != letter.vouched_by:
        person = None  # anyone can write a name on an envelope
    with coming_from(BY_EMAIL), translation.override(person.language if person else settings.LANGUAGE_CODE):
        try:
            _answer(letter, *to, person) if to[0] else _raise(letter, person)
        except NotPossible as error:
            raise MailRejected("it could not be taken") from error


@transaction.atomic
def _raise(letter: Letter, person: Person | None) -> None:
    if person is None and settings.MAIL_IN_UNKNOWN != "take":
        raise MailRejected("this address takes mail from people who are known here only")
    if person is not None and not person.may(Permission.INCIDENTS_RAISE):
        raise MailRejected("this person may not report here")
    _count(reporting() if person else STRANGERS, person)
    first = letter.text.partition("\n")[0]
    if made_before("mail", letter.key, new_id()):
        return
    incident = raise_incident(
        name=letter.subject or first or _("A mail without words"),
        summary=letter.text if letter.text != first or letter.subject else "",
        by=person,
        type=IncidentType.objects.filter(key="unsure").first(),
        reporting=Reporting() if person else Reporting(reported_as=ANONYMOUS, contact=letter.sender),
    )
    _attach(letter, incident, person)


@transaction.atomic
def _answer(letter: Letter, incident_id: str, signature: str, person: Person | None) -> None:
    """Only from whom the address was made for, and only while they may see the incident."""
    if person is None or not addresses.is_theirs(incident_id, signature, person):
        raise MailRejected("this address belongs to somebody else's mail")
    incident = Incident.objects.visible_to(person).filter(pk=incident_id).first()
    if incident is None or not person.may(Permission.INCIDENTS_RAISE):
        raise MailRejected("there is no such incident for this person")
    _count(writing(), person)
    if made_before("mail", f"{incident_id}:{letter.key}", new_id()):
        return
    words = without_quoted(letter.text) or (_("See the attached file.") if letter.files else "")
    post_message(incident, words, by=person)
    _attach(letter, incident, person)


def _count(limit: Limit | None, person: Person | None) -> None:
    if limit:
        limit.take(person.pk if person else "")


def _attach(letter: Letter, incident: Incident, person: Person | None) -> None:
    """Its files, by the same rules as on the pages; of those that can't be kept the room says how many."""
    left_out = letter.left_out
    for each in letter.files:
        upload = InMemoryUploadedFile(
            io.BytesIO(each.content), None, each.name, None, len(each.content), None
        )
        try:
            found = receive(upload)
        except ValidationError:
            left_out += 1
            continue
        attach_file(
            incident,
            found.file,
            name=found.name,
            content_type=found.content_type,
            size=found.size,
            sha256=found.sha256,
            by=person,
        )
    if left_out:
        words = _(
            "%(count)s files of this mail could not be kept: empty, larger than %(size)s MB, or too many."
        )
        said = words % {"count": left_out, "size": longest() // 1024 // 1024}
        post_message(incident, said, by=person, part="" if person else "from_reporter")
