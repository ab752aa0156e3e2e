"""Words between people and their reporter: how it stands, that one felt wrong, that the end seems wrong."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.record import record
from turnout.core.events.types import PersonId
from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.feedback import FEEDBACK_FIELDS, schedule_feedback
from turnout.incidents.incident.actions.locking import lock, touch
from turnout.incidents.incident.events import ReporterTold
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.parts import Direction
from turnout.incidents.incident.unnamed import is_unnamed_reporter
from turnout.incidents.reporters.events import EndDoubted, WordFeltWrong
from turnout.incidents.reporters.feedback import READ_BY_REPORTER
from turnout.incidents.reporters.speaking import refuse_writing_to_reporter

WORDS_LENGTH = 2000
FEWEST_LETTERS = 3  # of an answer: a dot isn't one


@transaction.atomic
def update_reporter(incident: Incident, words: str, *, by: Person) -> None:
    """Send the reporter an update, during the incident or after. Raises NotPossible if it says nothing, and
    for who isn't the lead, looks after it or looks first."""
    words = _tidy(words)
    if sum(each.isalnum() for each in words) < FEWEST_LETTERS:
        raise NotPossible(_("Write a sentence: what you know, or that you're still looking."))
    incident = lock(incident)
    refuse_writing_to_reporter(incident, by)
    schedule_feedback(incident)
    touch(incident, *FEEDBACK_FIELDS)
    record(incident, ReporterTold(note=words), by=by)


@transaction.atomic
def say_felt_wrong(incident: Incident, event: RecordedEvent, words: str = "", *, by: Person | None) -> None:
    """The reporter says that what this event told them felt wrong; saying it again says nothing new.

    by  None for one with a receipt code. Raises NotPossible for anybody else's words to anybody else.
    """
    words = _tidy(words)
    written = event.verb in READ_BY_REPORTER or event.data.get("part") == Direction.TO_REPORTER
    if event.subject_id != incident.pk or not written:
        raise NotPossible(_("That wasn't written to you."))
    unnamed = by is None or is_unnamed_reporter(incident, by)
    if not unnamed and (by is None or incident.reporter_id != by.pk):
        raise NotPossible(_("Only the reporter can say so."))
    incident = lock(incident)
    said = RecordedEvent.objects.filter(subject_id=incident.pk, verb=WordFeltWrong.verb)
    if any(each.data.get("word") == f"event {event.pk}" for each in said[:MOST]):
        return
    author = PersonId(event.actor_id) if event.actor_id else None
    felt = WordFeltWrong(author=author, word=f"event {event.pk}", note=words)
    record(incident, felt, by=None if unnamed else by)


@transaction.atomic
def doubt_end(incident: Incident, words: str, *, by: Person | None) -> None:
    """Someone who sees it says that it isn't over, or is an incident after all. Others than who ended it are
    told, and reopen it with one press.

    by  None for a reporter with a receipt code
    """
    words = _tidy(words)
    if not words:
        raise NotPossible(_("Say in a sentence what you see."))
    incident = lock(incident)
    if incident.is_open:
        raise NotPossible(_("This is still open."))
    unnamed = by is None or is_unnamed_reporter(incident, by)
    record(incident, EndDoubted(note=words), by=None if unnamed else by)


MOST = 200  # words that felt wrong, of one incident


def _tidy(words: str) -> str:
    words = words.replace("\r\n", "\n").strip()
    if len(words) > WORDS_LENGTH:
        raise NotPossible(_("Up to %(most)s characters.") % {"most": WORDS_LENGTH})
    return words
