"""Saying thank you, in the room and to those it is for. Nothing counts thanks, by design."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.events.types import Event
from turnout.core.people.models import Person, Team
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Incident
from turnout.incidents.reporters.events import PersonThanked, ReporterThanked, TeamThanked

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


def _say(incident: Incident, thanks: Event, *, by: Person) -> None:
    said = RecordedEvent.objects.filter(subject_id=incident.pk, verb=thanks.verb, actor=by)
    if thanks not in [each.event for each in said.order_by("-id")[:100]]:
        record(incident, thanks, by=by)


def _tidy(words: str) -> str:
    words = words.replace("\r\n", "\n").strip()
    if len(words) > WORDS_LENGTH:
        raise NotPossible(_("Up to %(most)s characters.") % {"most": WORDS_LENGTH})
    return words
