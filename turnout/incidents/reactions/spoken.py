"""Who is told what can't stay silent: an exercise that is real, words between people and their reporter."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.notify.actions.tell import tell
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person
from turnout.incidents.audience import notices
from turnout.incidents.audience.floods import heard_of_flood
from turnout.incidents.audience.resolver import audience_seeing
from turnout.incidents.incident.events import (
    ExerciseMadeReal,
    IncidentCanceled,
    IncidentDeclined,
    IncidentMerged,
    IncidentResolved,
    NearMissNoted,
    RealMadeExercise,
    ReporterTold,
    StatusChanged,
)
from turnout.incidents.incident.models import Incident
from turnout.incidents.reporters.events import EndDoubted, WordFeltWrong
from turnout.incidents.reporters.feedback import FEEDBACK
from turnout.incidents.reporters.speaking import others_who_look
from turnout.incidents.telling import incident_of, tell_about, tell_audience, who_acted

MOST_TOLD = 500
IN_A_ROW = 3
MOST_WORDS = 100
ENDS = [
    each.verb
    for each in (
        IncidentDeclined,
        NearMissNoted,
        IncidentCanceled,
        IncidentResolved,
        IncidentMerged,
        StatusChanged,
    )
]


@reacts_to(ExerciseMadeReal)
def tell_that_it_is_real(event: RecordedEvent) -> None:
    """Tell everyone a new report would be told to, and those who took it for an exercise."""
    incident = incident_of(event)
    if incident is None:
        return
    audience = audience_seeing(incident)
    tell_audience(
        audience,
        notices.RAISED,
        event,
        incident,
        lambda: _("This is real: %(name)s") % {"name": incident.name},
    )
    told = {person.pk for person in audience.people}
    others = {person.pk: person for person in [*incident.followers(), incident.reporter] if person}
    tell_about(
        [person for pk, person in others.items() if pk not in told],
        notices.STATE,
        event,
        incident,
        lambda: _("This is real: %(name)s") % {"name": incident.name},
        lambda: _("%(who)s said so. It was reported as an exercise.") % {"who": who_acted(event)},
    )


@reacts_to(RealMadeExercise)
def tell_that_it_is_an_exercise_after_all(event: RecordedEvent) -> None:
    """Tell whoever was told that it's real, and those who follow it."""
    incident = incident_of(event)
    if incident is None:
        return
    told = Notification.objects.filter(subject_id=incident.pk, kind__in=notices.OF_AUDIENCE)
    people = Person.objects.active().filter(pk__in=told.values("person"))[:MOST_TOLD]
    tell_about(
        [*people, *incident.followers()],
        notices.STATE,
        event,
        incident,
        lambda: _("An exercise after all: %(name)s") % {"name": incident.name},
        lambda: _("%(who)s, who leads it, said so.") % {"who": who_acted(event)},
    )


def tell_of_flood(people: Iterable[Person], event: RecordedEvent, incident: Incident) -> None:
    """One notice for many reports: a page anyone can use can't be made to call people again and again."""
    heard = heard_of_flood()
    tell(
        [person for person in people if person.pk not in heard],
        notices.FLOOD,
        about=event,
        subject=incident,
        title=lambda: _("Many reports without a name come in at once"),
        body=lambda: _("They're all in triage. You won't be told of each while it lasts."),
        path="/triage/",
    )


@reacts_to(WordFeltWrong)
def tell_that_a_word_felt_wrong(event: RecordedEvent) -> None:
    """Tell others than its author, in Turnout and by mail, with what the reporter says of it."""
    incident = incident_of(event)
    if incident is not None:
        tell_about(
            others_who_look(incident, but={event.event.author or ""}),
            notices.FELT_WRONG,
            event,
            incident,
            lambda: (
                _("Something written to the reporter felt wrong to them: %(name)s") % {"name": incident.name}
            ),
            lambda: event.event.note or _("Read what was written to them, and ask how they are."),
        )


@reacts_to(EndDoubted)
def tell_that_somebody_sees_it_differently(event: RecordedEvent) -> None:
    """Tell others than who ended it: they reopen it with one press."""
    incident = incident_of(event)
    if incident is None:
        return
    ended = RecordedEvent.objects.filter(subject_id=incident.pk, verb__in=ENDS, id__lt=event.pk)
    by = ended.order_by("-at", "-id").values_list("actor", flat=True).first()
    tell_about(
        others_who_look(incident, but={by or ""}),
        notices.DOUBTED,
        event,
        incident,
        lambda: _("%(who)s sees it differently: %(name)s") % {"who": who_acted(event), "name": incident.name},
        event.event.note,
    )


@reacts_to(ReporterTold)
def tell_that_only_words_came(event: RecordedEvent) -> None:
    """Tell those who look first, but who wrote it, of each third word in a row while nothing else changed."""
    incident = incident_of(event)
    if incident is None or not incident.is_open:
        return
    heard = RecordedEvent.objects.filter(subject_id=incident.pk, verb__in=FEEDBACK, id__lte=event.pk)
    in_a_row = 0
    for verb in heard.order_by("-at", "-id").values_list("verb", flat=True)[:MOST_WORDS]:
        if verb != ReporterTold.verb:
            break
        in_a_row += 1
    if in_a_row and in_a_row % IN_A_ROW == 0:
        tell_about(
            others_who_look(incident, but={event.actor_id or ""}),
            notices.WAITING,
            event,
            incident,
            lambda: (
                _("%(n)s words to the reporter, and nothing changed: %(name)s")
                % {"n": in_a_row, "name": incident.name}
            ),
            lambda: _("Each put off the day by which they hear what became of it. Does it need someone?"),
        )
