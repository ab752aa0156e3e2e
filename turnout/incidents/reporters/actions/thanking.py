"""Saying thank you, in the room and to those it is for. Nothing counts thanks, by design."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.events.types import Event
from turnout.core.people.models import Person, Team
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Access, Incident
from turnout.incidents.incident.unnamed import is_unnamed_reporter, shown_author
from turnout.incidents.reporters.events import PersonThanked, ReporterThanked, TeamThanked, ThanksHidden
from turnout.incidents.reporters.thanks import thanks_to

WORDS_LENGTH = 500


@transaction.atomic
def thank_person(incident: Incident, person: Person, *, words: str = "", by: Person) -> None:
    """Thank somebody who may see this. Saying the same to them again changes nothing."""
    if person.pk == by.pk:
        raise NotPossible(_("That's kind, and for others to say."))
    if not person.is_active or person.pk not in incident.seen_by([person], openly=True):
        raise NotPossible(
            _("%(name)s can't see this, so they wouldn't hear it here.") % {"name": person.name}
        )
    _say(incident, PersonThanked(person=person.pk, note=_tidy(words)), by=by)


@transaction.atomic
def thank_reporter(incident: Incident, *, words: str = "", by: Person) -> None:
    """Thank the reporter, named or not."""
    _say(incident, ReporterThanked(note=_tidy(words)), by=by)


@transaction.atomic
def thank_team(incident: Incident, team: Team, *, words: str = "", by: Person) -> None:
    """Thank all of a team. Those of it who may see this hear it."""
    _say(incident, TeamThanked(team=team.pk, name=team.name, note=_tidy(words)), by=by)


@transaction.atomic
def hide_thanks(incident: Incident, entry: RecordedEvent, *, by: Person) -> None:
    """Thanks that are for this person are shown to nobody any more. Raises NotPossible for anybody else's."""
    if entry not in thanks_to(incident, by):
        raise NotPossible(_("These thanks are for someone else."))
    who, part = shown_author(incident, by)
    record(incident, ThanksHidden(entry=entry.pk, part=part), by=who)


def _say(incident: Incident, thanks: Event, *, by: Person) -> None:
    _refuse_onlookers(incident, by)
    said = RecordedEvent.objects.filter(subject_id=incident.pk, verb=thanks.verb, actor=by)
    if thanks not in [each.event for each in said.order_by("-id")[:100]]:
        record(incident, thanks, by=by)


def _refuse_onlookers(incident: Incident, by: Person) -> None:
    """In what isn't open, thanks come from those who took part or were let in, not from who may look."""
    if not incident.is_restricted or incident.reporter_id == by.pk or is_unnamed_reporter(incident, by):
        return
    let_in = Q(person=by) | Q(team__members=by)
    if Access.objects.present().filter(let_in, incident=incident.parent_id or incident.pk).exists():
        return
    did = RecordedEvent.objects.filter(subject_id=incident.pk, actor=by)
    if not did.exists() and all(held.person_id != by.pk for held in incident.holders):
        raise NotPossible(_("This isn't open to everyone, so thanks come from those who took part in it."))


def _tidy(words: str) -> str:
    words = words.replace("\r\n", "\n").strip()
    if len(words) > WORDS_LENGTH:
        raise NotPossible(_("Up to %(most)s characters.") % {"most": WORDS_LENGTH})
    return words
