"""Opening a sealed incident in an emergency: one person asks, a second agrees, and it closes by itself."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.core.people.vouching import may_be_same_person
from turnout.incidents.access.events import SealBreakAsked, SealBreakRefused, SealBroken
from turnout.incidents.access.members import is_kept_out
from turnout.incidents.definitions.models.labels import SEALED
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Access, GlassBreak, Incident
from turnout.incidents.incident.models.visibility import GLASS_OPEN, GRANTED, REFUSED

REASON_LENGTH = 500
MOST_WAITING = 3  # of one person: each alarms many
LOOKED_AT = 50  # of their latest requests, for those that wait
STRANGERS_FOR = timedelta(days=14)  # so long ago nobody let both in, nor one of them the other


@transaction.atomic
def ask_to_break_seal(number: int, reason: str, *, by: Person) -> GlassBreak:
    """Ask to see the sealed incident with this number, without learning whether there is one.

    Raises NotPossible without a reason or the permission, or for one they see anyway.
    """
    reason = " ".join(reason.split())[:REASON_LENGTH]
    _refuse_without_permission(by)
    if not reason:
        raise NotPossible(_("Say why it can't wait for somebody inside. It is kept on its timeline."))
    if Incident.objects.visible_to(by).filter(number=number).exists():
        raise NotPossible(_("You can see INC-%(number)s already.") % {"number": number})
    mine = GlassBreak.objects.filter(asked_by=by).order_by("-asked_at")[:LOOKED_AT]
    waiting = [each for each in mine if each.is_waiting]
    if any(each.number == number for each in waiting):
        raise NotPossible(_("You asked already. A second person has to look at it."))
    if len(waiting) >= MOST_WAITING:
        raise NotPossible(
            _("%(most)s of your requests are waiting. A second person has to look at those first.")
            % {"most": MOST_WAITING}
        )
    asked = GlassBreak.objects.create(number=number, asked_by=by, reason=reason, asked_at=clock.now())
    record(_sealed(asked) or asked, SealBreakAsked(request=asked.pk, note=reason), by=by)
    return asked


@transaction.atomic
def answer_seal_break(asked: GlassBreak, *, agree: bool, by: Person) -> GlassBreak:
    """As the second person, agree or not. Agreeing opens it to the person who asked, for GLASS_OPEN.

    If no sealed incident has that number, or they are kept out of it, nothing opens: both look alike.
    """
    asked = GlassBreak.objects.select_for_update(no_key=True, of=("self",)).get(pk=asked.pk)
    _refuse_without_permission(by)
    if asked.asked_by_id == by.pk:
        raise NotPossible(_("A second person has to agree: that is what the seal is for."))
    if agree:
        _refuse_one_behind_two(asked.asked_by, by)
    if not asked.is_waiting:
        raise NotPossible(_("This was answered already, or waited too long."))
    incident = _sealed(asked)
    opens = agree and incident is not None and asked.asked_by.may(Permission.INCIDENTS_BREAK_SEAL)
    opens = opens and not is_kept_out(incident or Incident(), asked.asked_by)
    asked.state = GRANTED if opens else REFUSED
    asked.answered_by, asked.answered_at = by, clock.now()
    asked.until = clock.now() + GLASS_OPEN if opens else None
    asked.save(update_fields=["state", "answered_by", "answered_at", "until"])
    if opens and incident is not None:
        _open(incident, asked, by)
    else:
        refused = SealBreakRefused(request=asked.pk, person=asked.asked_by_id)
        record(incident or asked, refused, by=by)
    return asked


def _refuse_one_behind_two(one: Person, other: Person) -> None:
    """Someone who invited a second account, or made a link into another person's, would be both people."""
    if may_be_same_person(one, other, within=STRANGERS_FOR):
        raise NotPossible(
            _(
                "In the last %(days)s days one of you let the other in, or somebody let you both in."
                " It takes a third person."
            )
            % {"days": STRANGERS_FOR.days}
        )


def _open(incident: Incident, asked: GlassBreak, by: Person) -> None:
    person = asked.asked_by
    # Let in for good meanwhile: that stays.
    if not Access.objects.filter(incident=incident, person=person, until=None).exists():
        Access.objects.update_or_create(
            incident=incident,
            person=person,
            defaults={"until": asked.until, "granted_at": clock.now()},
        )
    hours = int(GLASS_OPEN.total_seconds() // 3600)
    broken = SealBroken(request=asked.pk, person=asked.asked_by_id, hours=hours, note=asked.reason)
    record(incident, broken, by=by)


def _sealed(asked: GlassBreak) -> Incident | None:
    return Incident.objects.whole().filter(number=asked.number, confidentiality=SEALED).first()


def _refuse_without_permission(by: Person) -> None:
    if not by.may(Permission.INCIDENTS_BREAK_SEAL):
        raise NotPossible(_("Only owners and admins can open what is sealed, and only two of them together."))
