"""Asking to be let in, from a link that somebody inside shared on purpose; and answering."""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.lib.opaque import hide, reveal
from turnout.core.people.models import Person
from turnout.incidents.access.actions.following import grant_access
from turnout.incidents.access.events import AccessAnswered, AccessAsked
from turnout.incidents.access.members import is_kept_out, refuse_unless_may_let_in
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import AccessRequest, Incident
from turnout.incidents.incident.models.visibility import ASKED, GRANTED, REFUSED

SALT = "incidents.letting_in"
GOOD_FOR = timedelta(days=14)
REASON_LENGTH = 500
A_NO_HOLDS = timedelta(days=7)  # those who decide aren't asked again and again


def can_request_access(incident: Incident, person: Person | None = None) -> bool:
    """Whether links to it exist at all; and, for a person, whether one works for them."""
    if not incident.is_restricted or incident.is_discreet:
        return False
    return person is None or not is_kept_out(incident, person)


def access_request_token(incident: Incident) -> str:
    """The token in such a link. It reveals nothing about the incident, not even its age."""
    return hide(incident.pk, salt=SALT)


def incident_of_token(token: str, person: Person) -> Incident | None:
    """The incident a link leads to.

    None for a wrong or old link, for an incident nobody may ask for, and for people kept out: all look alike.
    """
    try:
        pk = reveal(token, salt=SALT, good_for=GOOD_FOR)
    except signing.BadSignature:
        return None
    incident = Incident.objects.filter(pk=pk).first()
    if incident is None or person.pk in incident.seen_by([person]):
        return incident
    return incident if can_request_access(incident, person) else None


@transaction.atomic
def ask_for_access(incident: Incident, reason: str, *, by: Person) -> AccessRequest:
    """Ask those inside. Asking again before they answered changes nothing. Raises NotPossible, also within
    A_NO_HOLDS of a no."""
    if not can_request_access(incident, by):
        raise NotPossible(_("This link no longer leads anywhere."))
    since = clock.now() - A_NO_HOLDS
    if AccessRequest.objects.filter(
        incident=incident, person=by, state=REFUSED, answered_at__gt=since
    ).exists():
        raise NotPossible(
            _("You asked lately, and weren't let in. You can ask again after %(days)s days.")
            % {"days": A_NO_HOLDS.days}
        )
    asked, new = AccessRequest.objects.get_or_create(
        incident=incident,
        person=by,
        state=ASKED,
        defaults={"reason": " ".join(reason.split())[:REASON_LENGTH], "asked_at": clock.now()},
    )
    if new:
        record(incident, AccessAsked(request=asked.pk), by=by)
    return asked


@transaction.atomic
def answer_access_request(asked: AccessRequest, *, grant: bool, by: Person) -> None:
    """Let them in, or not; they are told either way. Does nothing if it was answered already."""
    incident = lock(asked.incident)
    refuse_unless_may_let_in(incident, by)
    asked = AccessRequest.objects.select_related("person").get(pk=asked.pk)
    if asked.state != ASKED:
        return
    if grant and incident.is_restricted:  # it may have been opened meanwhile
        grant_access(incident, asked.person, by=by)
    asked.state, asked.answered_at = GRANTED if grant else REFUSED, clock.now()
    asked.save(update_fields=["state", "answered_at"])
    record(incident, AccessAnswered(request=asked.pk, person=asked.person_id, granted=grant), by=by)
