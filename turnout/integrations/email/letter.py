"""How a notification reads as an email, headers included."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from turnout.core.connect.capabilities.destination import Parcel
from turnout.core.lib import clock
from turnout.core.lib.failures import PermanentFailure
from turnout.core.lib.ids import new_id
from turnout.core.lib.markdown import plain, render
from turnout.core.lib.text import one_line
from turnout.core.notify.channels import Message
from turnout.core.notify.kinds import kinds
from turnout.core.people.actions.contacts import CODE_LASTS
from turnout.core.people.models import Organization, Person
from turnout.integrations.email.incoming.addresses import reply_address


def domain() -> str:
    return parseaddr(settings.MAIL_FROM)[1].partition("@")[2] or "localhost"


def text_of(message: Message) -> str:
    with translation.override(message.person.language):
        return render_to_string("email/letter.txt", _values(message, plain(message.body))).strip() + "\n"


def letter(message: Message) -> EmailMessage:
    """The mail itself. Its Message-ID comes from the key, so that a repeat is known for one."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _sender()
    mail["To"] = _address(message.person.name, message.to)
    if answers := _answers_to(message):
        mail["Reply-To"] = _address("Turnout", answers)
    mail["Subject"] = one_line(message.title, 200)
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{message.key}@{domain()}>"
    thread = f"<{message.subject_kind}.{message.subject_id}@{domain()}>"  # one thread for each thing
    mail["In-Reply-To"] = mail["References"] = thread
    mail["List-Id"] = f"<{message.kind.replace('_', '-')}.turnout.{domain()}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if message.is_urgent:
        mail["Importance"] = "high"
    mail.set_content(text_of(message))
    with translation.override(message.person.language):
        html = render_to_string("email/letter.html", _values(message, render(message.body)))
    mail.add_alternative(html, subtype="html")
    return mail


def parcel_letter(to: str, parcel: Parcel, *, name: str = "") -> EmailMessage:
    """A mail to an address rather than a person: nothing depends on anyone's preferences."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = _sender(), _address(name, to)
    mail["Subject"] = one_line(parcel.title, 200)
    mail["Date"], mail["Message-ID"] = format_datetime(clock.now()), f"<{parcel.key}@{domain()}>"
    mail["Auto-Submitted"] = "auto-generated"
    said = [" · ".join(parcel.facts), plain(parcel.body), parcel.url]
    mail.set_content("\n\n".join(each for each in said if each) + "\n")
    return mail


def code_letter(person: Person, to: str, code: str) -> EmailMessage:
    """The mail with the code with which somebody shows that an address is theirs."""
    with translation.override(person.language):
        title = _("Your code for Turnout: %(code)s") % {"code": code}
        words = _(
            "%(name)s wants to be reached here. The code is %(code)s, good for %(minutes)s minutes.\n\n"
            "If that isn't you, there's nothing to do."
        )
        minutes = int(CODE_LASTS.total_seconds() // 60)
        body = words % {"name": person.name, "code": code, "minutes": minutes}
    return parcel_letter(to, Parcel(f"code.{new_id()}", title, body), name=person.name)


def _answers_to(message: Message) -> str:
    """Where an answer goes into the room; empty where none can."""
    return reply_address(message.subject_id, message.person) if message.subject_kind == "incident" else ""


def _values(message: Message, body: str) -> dict[str, object]:
    return {
        "title": message.title,
        "card": message.card,
        "body": body,
        "can_answer": bool(_answers_to(message)),
        "link": settings.PUBLIC_URL + message.path,
        "preferences": f"{settings.PUBLIC_URL}/profile/notifications/",
        "why": kinds[message.kind].label if message.kind in kinds else "",
        "organization": Organization.cached(),
        "language": message.person.language,
    }


def _sender() -> Address:
    name, address = parseaddr(settings.MAIL_FROM)
    return _address(name or "Turnout", address)


def _address(name: str, address: str) -> Address:
    try:
        return Address(display_name=one_line(name, 100), addr_spec=address)
    except (ValueError, IndexError):  # what the standard library raises for what isn't an address
        raise PermanentFailure("the email address is not one") from None
