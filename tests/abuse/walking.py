"""Calling each verb of an incident as everybody who might turn it against somebody; and what came of it."""

import ast
from collections.abc import Callable, Collection, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db import transaction

from tests.abuse.asking import Answer, answers, verbs
from tests.abuse.calls import Call, arguments, calls
from tests.abuse.harm import Faults, State, events_since, newest_event, state_of
from tests.abuse.scene import ABOUT, Scene
from tests.abuse.verbs import PARTS
from tests.architecture.source import PACKAGE, modules, tree
from turnout.core.events.models import RecordedEvent
from turnout.core.jobs import engine
from turnout.core.lib.failures import NotPossible
from turnout.core.people.models import Person
from turnout.incidents.access.models import Proposal
from turnout.incidents.access.proposals import carrying_out
from turnout.incidents.definitions.models.labels import SEALED
from turnout.incidents.errors import ChangedMeanwhile

COMMON = {"person", "viewer", "responder"}
POWER = {"keeper", "lets_in", "knower", "breaker", "second", "concerned"}  # its use is accounted for


@cache
def scripted() -> set[str]:
    """Verbs the API knows, with their modules: all that a token or key reaches."""
    imports = [
        each
        for path in modules(PACKAGE / "api")
        for each in ast.walk(tree(path))
        if isinstance(each, ast.ImportFrom)
    ]
    known = {f"{each.module}.{name.name}".removeprefix("turnout.") for each in imports for name in each.names}
    return known | {verb for verb in answers() if verb.startswith("api.")}


class _TakenBack(Exception):
    """What a call did is undone, so that the next finds everything as it was."""


@dataclass(frozen=True)
class Fault:
    """Something a verb did, or let somebody do, that it must not."""

    verb: str
    persona: str
    label: str
    what: str

    def __str__(self) -> str:
        return f"{self.verb}, {self.persona}, {self.label}: {self.what}"


@dataclass
class Walk:
    """Through the verbs, in one scene."""

    scene: Scene
    only: Collection[str] = ()  # the last words of verbs; all, unless some are named

    def __post_init__(self) -> None:
        self._states: dict[str, State] = {}
        self._seen: dict[str, set[str]] = {}  # ids, by state

    def faults(self) -> list[Fault]:
        return list(self._faults())

    def _faults(self) -> Iterator[Fault]:
        told = answers()
        for verb, function in verbs():
            name = verb.rsplit(".")[-1]
            if verb in PARTS or told[verb].own == "-" or (self.only and name not in self.only):
                continue
            for call in calls(name):
                if self.scene.label not in call.asked:
                    continue
                answer = replace(told[verb], **call.but)
                for persona, what in self._as_each(answer, function, call):
                    yield Fault(name, persona, self.scene.label, what)

    def _as_each(self, answer: Answer, verb: Callable[..., Any], call: Call) -> Iterator[tuple[str, str]]:
        """What went wrong with this call, as whoever can do it with a second person, and as each persona."""
        two, possible = answer.takes_two, self.scene.label in call.where
        done, faults = self._try(answer, verb, call, self.scene.people[call.able], two=two)
        yield from ((call.able, each) for each in faults)
        if done != possible:
            yield call.able, f"{'' if done else 'not '}possible, against what is said of it"
        for persona, person in self.scene.personas():
            if (persona == call.able and not two) or not self._is_tried(persona, answer):
                continue
            may = possible and self._may(persona, answer)
            # What comes of it doesn't hang on who of those who may does it: it was looked at once.
            done, faults = self._try(answer, verb, call, person, two=False, look=not may)
            yield from ((persona, each) for each in faults)
            if done != may:
                yield persona, "did it" if done else "couldn't do it"

    def _is_tried(self, persona: str, answer: Answer) -> bool:
        """What everyone does who sees it makes no difference among them; it's tried as whom it is about."""
        if persona == "leaked_token" and answer.verb not in scripted():
            return False
        return answer.who not in COMMON or answer.own == "no" or persona in ABOUT

    def _may(self, persona: str, answer: Answer) -> bool:
        if answer.takes_two or (answer.own == "no" and persona in self._decides_nothing()):
            return False
        return self.scene.holds(persona, answer)

    def _decides_nothing(self) -> tuple[str, ...]:
        """Whom it is about; and who is in for four hours, to read and to answer."""
        return (*ABOUT, "borrowing") if self.scene.label == SEALED else tuple(ABOUT)

    def _lets_through(self, answer: Answer, call: Call, person: Person) -> bool:
        """The door before the verb: pages and the API find only what this person sees."""
        if answer.who in ("link", "breaker"):
            return True
        if call.state not in self._seen:
            self._seen[call.state] = self.scene.incident(call.state).seen_by(list(self.scene.people.values()))
        return person.pk in self._seen[call.state]

    def _try(
        self,
        answer: Answer,
        verb: Callable[..., Any],
        call: Call,
        person: Person,
        *,
        two: bool,
        look: bool = True,
    ) -> tuple[bool, list[str]]:
        """Whether it was done, and what was wrong about it."""
        if not self._lets_through(answer, call, person):
            return False, []
        found: list[str] = []
        done = False
        try:
            with transaction.atomic():
                given = arguments(verb, call, self.scene, person)
                before, newest = self._before(call), newest_event()
                with carrying_out(Proposal(reason="For a reason")) if two else nullcontext():
                    verb(**given, by=person)
                events = events_since(newest)
                done = bool(events) or answer.who not in POWER  # with nothing said, no power was used
                if look:
                    found = self._look(
                        answer, call, person, before, events, two=two or answer.who == "second"
                    )
                raise _TakenBack
        except (NotPossible, ChangedMeanwhile, _TakenBack):
            pass
        return done, found

    def _before(self, call: Call) -> State:
        if call.prepares or call.state not in self._states:
            state = state_of(self.scene, call.state)
            if call.prepares:
                return state
            self._states[call.state] = state
        return self._states[call.state]

    def _look(
        self,
        answer: Answer,
        call: Call,
        person: Person,
        before: State,
        events: list[RecordedEvent],
        *,
        two: bool,
    ) -> list[str]:
        after = state_of(self.scene, call.state)
        faults = Faults(self.scene, person, before, after, events)
        if faults.losers() or before.is_open != after.is_open:
            engine.run_jobs()
        found = list(faults.all(two=two, erased=answer.kept == "erased"))
        if answer.who in POWER or answer.takes_two:
            found += [
                f"{each.verb} doesn't account for it"
                for each in events
                if each.type and not each.type.accounts
            ]
        return found
