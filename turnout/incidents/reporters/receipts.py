"""Receipt codes: with one, somebody nobody knows comes back to what they raised."""

import base64

from django.utils.crypto import salted_hmac

from turnout.core.people.keys import digest_of
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.incident import NAMED
from turnout.incidents.incident.models.unnamed import UnnamedReporter

LETTERS = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those people mistake for one another
_TO_OURS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", LETTERS)
BYTES = 15  # 120 bits: nobody guesses one


def code_for(token: str) -> str:
    """The code of what a form with this token raised: 24 letters.

    Made from the token and the key of the install, so that a form sent again, because its answer was lost,
    is answered with the same code. Neither is kept: of the code only a hash.
    """
    secret = salted_hmac("incidents.receipt", token, algorithm="sha256").digest()[:BYTES]
    return base64.b32encode(secret).translate(_TO_OURS).decode()


def tidy(code: str) -> str:
    """As it was given out: without spaces and dashes, and with the letters people mistake put right."""
    kept = "".join(each for each in code.upper()[:100] if each.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def incident_of_receipt(code: str) -> Incident | None:
    """The incident this receipt code was given for."""
    digest = digest_of(tidy(code))
    found = UnnamedReporter.objects.filter(receipt=digest).values("incident")
    return Incident.objects.filter(pk__in=found).first()


def has_receipt(incident: Incident) -> bool:
    """Whether somebody may come back with a code to read an answer."""
    return (
        incident.reported_as != NAMED
        and UnnamedReporter.objects.filter(incident=incident, receipt__isnull=False).exists()
    )
