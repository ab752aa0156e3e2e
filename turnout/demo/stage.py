"""The stage the demo's year is played on: who and what there is, and what is still to come."""

import heapq
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from turnout.core.events.record import history
from turnout.core.events.sources import coming_from
from turnout.core.jobs import engine
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.demo.people import Crew
from turnout.demo.reading import Story
from turnout.incidents.definitions.lifecycles import counterpart, lifecycle_of
from turnout.incidents.models import Incident, IncidentType, Role, Severity, Status

LIVELY = timedelta(hours=48)  # people were told of what began since
MOST_JOBS = 1000  # of one moment; more would be a loop

Act = Callable[[], object]


@dataclass
class Telling:
    """A story on its way: its incident, once it is raised, and the moment it was."""

    story: Story
    raised_at: datetime
    incident: Incident | None = None

    @property
    def room(self) -> Incident:
        assert self.incident is not None, f"{self.story.name}: not raised yet"
        return self.incident

    def moment(self, minutes: float) -> datetime:
        return self.raised_at + timedelta(minutes=minutes)


@dataclass
class Stage:
    """Acts are played in order of time, across all incidents, so the log reads as if it had grown."""

    now: datetime
    crew: Crew
    types: dict[str, IncidentType] = field(default_factory=dict)
    severities: dict[int, Severity] = field(default_factory=dict)
    statuses: dict[str, Status] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    cities: dict[str, str] = field(default_factory=dict)
    _acts: list[tuple[datetime, int, Telling, Act]] = field(default_factory=list)
    _count: Any = field(default_factory=count)

    def person(self, key: str) -> Person:
        return self.crew.cast[key]

    def status(self, telling: Telling, key: str) -> Status:
        """The usual step with this key, by the name the story's kind has for it."""
        return counterpart(self.statuses[key], lifecycle_of(telling.room.type))

    def later(self, moment: datetime, telling: Telling, act: Act) -> None:
        """Plan an act. What lies in the future isn't played: it hasn't happened yet."""
        if moment <= self.now:
            heapq.heappush(self._acts, (moment, next(self._count), telling, act))

    def play(self) -> None:
        while self._acts:
            moment, _order, telling, act = heapq.heappop(self._acts)
            lively = self.now - telling.raised_at < LIVELY
            with ExitStack() as around:
                around.enter_context(clock.at(moment))
                around.enter_context(coming_from("web"))
                if not lively:
                    around.enter_context(history())
                act()
                if lively:
                    self._react()

    def _react(self) -> None:
        """Reactions run at the moment of their cause, so that people were told then and not just now."""
        for _turn in range(MOST_JOBS):
            if not engine.run_jobs():
                return
