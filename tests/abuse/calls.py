"""How the verbs of an incident are called: by their signatures, and by hand where those don't say enough."""

import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from tests.abuse.scene import LABELS, Scene
from turnout.api.actions.editing import Changes
from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock
from turnout.core.people.models import Person, Team
from turnout.incidents.access.models import Proposal
from turnout.incidents.definitions.models import IncidentType, Role, Severity, Status, StatusCategory
from turnout.incidents.definitions.models.labels import OPEN, RESTRICTED, SEALED, TEAM
from turnout.incidents.incident.actions.exercises import make_real
from turnout.incidents.incident.actions.looks import PAGE
from turnout.incidents.incident.models import AccessRequest, Exclusion, GlassBreak, Incident, Keeper
from turnout.incidents.incident.models.modes import EXERCISE
from turnout.incidents.raising.actions.answering import Answers
from turnout.incidents.room.actions.removing import remove_file
from turnout.incidents.room.models import Attachment, Message, ResourceLink, Task, TimelineItem
from turnout.reviews.models import Review

Given = Callable[[Scene, Person], dict[str, Any]]
NOT_OPEN = (TEAM, RESTRICTED, SEALED)
ASKABLE = (TEAM, RESTRICTED)  # where somebody outside may ask to be let in


def _nothing(_scene: Scene, _who: Person) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Call:
    """One way to call a verb.

    given     what its signature doesn't say
    state     of the incident
    able      who can do it for certain, once two agreed
    where     the labels with which it can be done at all
    asked     the labels with which it is tried
    but       what is answered otherwise than of the verb in general
    prepares  `given` changes what is there
    """

    given: Given = _nothing
    state: str = "live"
    able: str = "careless"
    where: tuple[str, ...] = LABELS
    asked: tuple[str, ...] = LABELS
    but: Mapping[str, str] = field(default_factory=dict)
    prepares: bool = False


def _row(model: type[Any], name: str) -> Callable[[Scene], Any]:
    return lambda scene: model.objects.get(pk=scene.ids[name])


def _status(scene: Scene, category: str) -> Status:
    lifecycle = scene.incident().status.lifecycle
    return Status.objects.filter(category=category, lifecycle=lifecycle).earliest("rank")


def _exclusion(scene: Scene) -> Exclusion:
    there = Exclusion.objects.filter(incident=scene.ids["live"]).first()  # none where it is open
    return there or Exclusion(incident=scene.incident(), person=scene.people["kept_out"])


BY_TYPE: dict[Any, Callable[[Scene], Any]] = {
    Person: lambda scene: scene.people["victim"],
    Team: lambda scene: scene.other_team,
    Role: lambda scene: Role.objects.get(key="lead"),
    Severity: lambda scene: Severity.objects.latest("rank"),
    Status: lambda scene: _status(scene, StatusCategory.PAUSED),
    IncidentType: lambda scene: IncidentType.objects.filter(starts_as=OPEN).earliest("rank"),
    Message: _row(Message, "message"),
    Task: _row(Task, "task"),
    ResourceLink: _row(ResourceLink, "link"),
    Attachment: _row(Attachment, "file"),
    TimelineItem: _row(TimelineItem, "item"),
    Review: _row(Review, "review"),
    AccessRequest: _row(AccessRequest, "asked"),
    GlassBreak: _row(GlassBreak, "broken"),
    Proposal: _row(Proposal, "proposal"),
    RecordedEvent: _row(RecordedEvent, "entry"),
    Exclusion: _exclusion,
    str: lambda scene: "Other words",
    bool: lambda scene: True,
}
BY_NAME: dict[str, Callable[[Scene], Any]] = {
    "url": lambda scene: "https://example.org/elsewhere",
    "address": lambda scene: "https://example.org/elsewhere",
    "system": lambda scene: "jira",
    "at": lambda scene: clock.now(),
    "due_on": lambda scene: None,
    "into": lambda scene: scene.incident("other"),
    "other": lambda scene: scene.incident("other"),
    "version": lambda scene: Review.objects.get(pk=scene.ids["review"]).version,
    "number": lambda scene: scene.incident().number,
    "why": lambda scene: "For a reason",
}


def arguments(function: Callable[..., Any], call: Call, scene: Scene, who: Person) -> dict[str, Any]:
    """What the verb is called with beside `by`: by its signature, unless the call says otherwise."""
    plain = inspect.unwrap(function)
    given = call.given(scene, who)
    for name, parameter in inspect.signature(plain).parameters.items():
        asked = parameter.default is parameter.empty or name == "why"
        if asked and name != "by" and name not in given:
            given[name] = _sample(name, parameter.annotation, call, scene)
    return given


def _sample(name: str, kind: Any, call: Call, scene: Scene) -> Any:
    if name in BY_NAME:
        return BY_NAME[name](scene)
    for each in (kind, *typing.get_args(kind)):
        if each is Incident:
            return scene.incident(call.state)
        if each in BY_TYPE:
            return BY_TYPE[each](scene)
    raise LookupError(f"Say in tests/abuse/calls.py what “{name}” ({kind}) is called with")


def to(**named: str) -> Given:
    """A person of the scene for each of these."""
    return lambda scene, who: {name: scene.people[each] for name, each in named.items()}


def say(**given: Any) -> Given:
    return lambda scene, who: dict(given)


def _marked(scene: Scene, who: Person) -> dict[str, Any]:
    Incident.objects.filter(pk=scene.ids["live"]).update(is_privileged=True)
    return {"privileged": False, "no_tipping_off": False}


def _role(key: str, **to_whom: str) -> Given:
    return lambda scene, who: {
        "role": Role.objects.get(key=key),
        **{name: scene.people[each] if each else who for name, each in to_whom.items()},
    }


def _file(scene: Scene, who: Person) -> dict[str, Any]:
    content = ContentFile(b"more", name="more.txt")
    return {"file": content, "name": "more.txt", "content_type": "text/plain", "size": 4, "sha256": "1"}


def _exercise(scene: Scene, who: Person) -> dict[str, Any]:
    Incident.objects.filter(pk=scene.ids["live"]).update(mode=EXERCISE)
    return {}


def _made_real(scene: Scene, who: Person) -> dict[str, Any]:
    _exercise(scene, who)
    return {"incident": make_real(scene.incident(), by=scene.people["victim"])}


def _hidden(scene: Scene, who: Person) -> dict[str, Any]:
    file = Attachment.objects.get(pk=scene.ids["file"])
    remove_file(file, by=scene.people["victim"])
    return {"thing": file}


def _follow_up(scene: Scene, who: Person) -> dict[str, Any]:
    return {"task": Task.objects.get(pk=scene.ids["follow_up"])}


def _task(scene: Scene, who: Person) -> dict[str, Any]:
    return {"title": "Talk about it", "owner": scene.people["leaving"]}


def _one_other_left(scene: Scene, who: Person) -> dict[str, Any]:
    one, other = scene.people["careless"], scene.people["colluding"]
    gone = one if who == other else other
    Keeper.objects.filter(incident=scene.ids["confided"], person=gone).delete()
    return {}


def _concerned(scene: Scene, who: Person) -> dict[str, Any]:
    return {"people": [scene.people[each] for each in ("accused", "accused_owner", "jealous")]}


def _proposal(scene: Scene, who: Person) -> dict[str, Any]:
    label = SEALED if scene.label != SEALED else RESTRICTED
    return {"act": "label", "data": {"to": label}, "reason": "For a reason"}


ALONE = {"back": "again"}
CLOSER = {"who": "lets_in", "back": "again"}
CALLS: dict[str, list[Call]] = {
    "ask_for_access": [Call(able="outsider", where=ASKABLE)],
    "answer_access_request": [
        Call(say(grant=True)),
        Call(say(grant=False)),
    ],
    "grant_access": [Call(to(person="outsider"), where=NOT_OPEN)],
    "grant_access_to_team": [Call(where=NOT_OPEN)],
    "revoke_access": [Call(to(person="guest"), where=NOT_OPEN)],
    "revoke_access_of_team": [Call(lambda scene, who: {"team": scene.team}, where=NOT_OPEN)],
    "name_keeper": [Call(to(person="outsider"))],
    "step_down": [Call(), Call(_one_other_left, state="confided", where=(), asked=(SEALED,), prepares=True)],
    "say_whom_it_is_about": [Call(_concerned)],
    "propose": [Call(_proposal, but=ALONE)],
    "agree": [Call(able="victim", but=ALONE)],
    "assign_role": [
        Call(_role("lead", person="reporter")),
        Call(_role("lead", person="")),
        Call(_role("communications", person=""), but={"own": "yes"}),
    ],
    "end_role": [Call(_role("lead")), Call(_role("communications"), but={"own": "yes"})],
    "ask_to_break_seal": [
        Call(able="accused_owner", asked=(SEALED,), but=ALONE),
        Call(able="borrowing", asked=(TEAM, RESTRICTED), but=ALONE),  # alike, so that asking tells nothing
    ],
    "answer_seal_break": [
        Call(say(agree=True), able="borrowing", but={**ALONE, "own": "yes"}),
        Call(say(agree=False), able="borrowing", but={**ALONE, "own": "yes"}),
    ],
    "change_label": [
        Call(say(label=OPEN), where=(), asked=NOT_OPEN),  # somebody is kept out of these
        Call(say(label=TEAM), asked=(RESTRICTED, SEALED)),
        Call(say(label=TEAM), asked=(OPEN,), but=CLOSER),
        Call(say(label=RESTRICTED), asked=(SEALED,)),
        Call(say(label=RESTRICTED), asked=(OPEN, TEAM), but=CLOSER),
        Call(say(label=SEALED), asked=(OPEN, TEAM, RESTRICTED)),
    ],
    "change_marks": [
        Call(say(privileged=True, no_tipping_off=True), where=NOT_OPEN, but=ALONE),
        Call(_marked, where=NOT_OPEN, prepares=True),
    ],
    "exclude_person": [
        Call(to(person="victim"), where=NOT_OPEN),
        Call(to(person="leaving"), where=NOT_OPEN),
    ],
    "exclude_team": [Call(where=NOT_OPEN)],
    "lift_exclusion": [Call(where=NOT_OPEN)],
    "change_status": [
        Call(but={"own": "yes"}),
        Call(lambda scene, who: {"to": _status(scene, StatusCategory.CLOSED)}),
    ],
    "note_filled_in": [Call(lambda scene, who: {"occasion": scene.ids["form"]})],
    "set_fields": [Call(say(values={"notes": "Other words"}))],
    "accept_incident": [Call(state="triage")],
    "decline_incident": [Call(state="triage")],
    "note_near_miss": [Call(), Call(say(note="Nobody was hurt"), state="triage")],
    "reopen_incident": [Call(state="over")],
    "close_incident": [Call(), Call(state="over")],
    "make_real": [Call(_exercise, prepares=True)],
    "make_exercise_again": [Call(_made_real, able="leaving", prepares=True)],
    "doubt_end": [Call(state="over")],
    "note_looks": [Call(lambda scene, who: {"incidents": [scene.incident()], "door": PAGE})],
    "note_looks_at": [Call(lambda scene, who: {"ids": [scene.ids["live"]], "door": PAGE})],
    "set_times": [
        Call(lambda scene, who: {"times": {"started_at": clock.now() - timedelta(hours=1)}}),
    ],
    "act_with_answers": [Call(say(answers=Answers(inputs={"summary": "Other"}), act=lambda: None))],
    "look_up_reporter": [Call(state="confided")],
    "step_forward": [Call(state="confided", able="reporter")],
    "erase_text": [
        Call(lambda scene, who: {"what": "message", "id": scene.ids["message"]}),
        Call(lambda scene, who: {"what": "attachment", "id": scene.ids["file"]}),
        Call(lambda scene, who: {"what": "words", "id": ""}),
    ],
    "attach_file": [Call(_file)],
    "bring_back": [Call(_hidden, able="victim", prepares=True)],
    "edit_message": [Call(able="victim")],
    "remove_message": [Call(able="victim")],
    "unpin_entry": [Call(lambda scene, who: {"entry": RecordedEvent.objects.get(pk=scene.ids["pinned"])})],
    "change_task": [Call(_task)],
    "finish_task": [Call(), Call(_follow_up)],
    "drop_task": [Call(), Call(_follow_up)],
    "set_task": [Call(lambda scene, who: {**_task(scene, who), "status": "outstanding"})],
    "link_review": [Call(state="linked")],
    "unlink_review": [Call(lambda scene, who: {"review": Review.objects.get(pk=scene.ids["linked_review"])})],
    "start_review": [Call(state="over")],
    "edit_incident": [Call(say(wanted=Changes(name="Other", summary="Wiped")))],
}


def calls(name: str) -> list[Call]:
    """The ways to call this verb, by its name without the module."""
    return CALLS.get(name, [Call()])
