"""Idempotency: a form or request that is sent again, because its answer was lost, creates nothing new."""

from django.utils.crypto import salted_hmac

from turnout.core.connect.actions.links import made_before
from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident


class RequestKey(str):
    """The key of one request of a script: sent again it makes nothing new, whatever else is said by then."""


def find_duplicate(
    incident: Incident, kind: str, token: str | None, *said: object, makes: str, by: Person | None
) -> str | None:
    """The id of what this form created before, or None after noting that it creates `makes`.

    What it says belongs to it: other words from the same form are something else that somebody wants to say.
    Hashed with the key of the install, since it stays when the words are removed; and so is who says it, who
    may be a reporter without a name.
    """
    if not token:
        return None
    sent = repr((by.pk if by else "", str(token), () if isinstance(token, RequestKey) else said))
    words = salted_hmac("incidents.sending", sent, algorithm="sha256").hexdigest()
    return made_before(kind, f"{incident.pk}:{words}", makes)
