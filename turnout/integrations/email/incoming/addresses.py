"""Where mail may be sent to: the intake address, and a signed one for each person's answers in each room."""

import base64
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from turnout.core.lib.ids import is_id
from turnout.core.people.models import Person

SIGNATURE = 20  # letters: 100 bits


def intake() -> str:
    """The intake address in lower case; empty where no mail comes in."""
    return parseaddr(settings.MAIL_IN)[1].lower()


def reply_address(incident: str, person: Person) -> str:
    """Where this person's answers about this incident go. Of no use to anybody else; empty if mail is off."""
    local, _at, domain = intake().partition("@")
    return f"{local}+{incident.lower()}.{_signed(incident, person)}@{domain}" if domain else ""


def read(address: str) -> tuple[str, str] | None:
    """The incident's id and the signature in a reply address, two empty texts for intake; None: not ours."""
    address = address.lower()
    if not intake() or len(address) > 254:
        return None
    if address == intake():
        return "", ""
    local, _at, domain = intake().partition("@")
    given, _at, given_domain = address.partition("@")
    name, plus, rest = given.partition("+")
    incident, dot, signature = rest.partition(".")
    is_ours = name == local and given_domain == domain and plus and dot and is_id(incident.upper())
    return (incident.upper(), signature) if is_ours else None


def is_theirs(incident: str, signature: str, person: Person) -> bool:
    return constant_time_compare(signature, _signed(incident, person))


def _signed(incident: str, person: Person) -> str:
    digest = salted_hmac("email.reply", f"{incident}\n{person.pk}", algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:SIGNATURE]
