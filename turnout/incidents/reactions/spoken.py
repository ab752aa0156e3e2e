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
from turnout.incidents.incident.events import ExerciseMadeReal, RealMadeExercise
from turnout.incidents.incident.models import Incident
from turnout.incidents.telling import incident_of, tell_about, tell_audience, who_acted

MOST_TOLD = 500


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
