"""What can happen to an exercise that turns out not to be one."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, event


@event
@dataclass(frozen=True, kw_only=True)
class ExerciseMadeReal(Event):
    """Someone said that what was reported as an exercise is real: it's told like a new report."""

    verb = "incident.exercise_made_real"
    sentence = _("{who} said that this is real")
    icon = "siren"
    accounts = True


@event
@dataclass(frozen=True, kw_only=True)
class RealMadeExercise(Event):
    """The lead said that it's an exercise after all, as it was reported."""

    verb = "incident.real_made_exercise"
    sentence = _("{who} said that this is an exercise after all")
    icon = "flag"
    accounts = True
