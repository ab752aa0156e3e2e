"""How each kind of entry in a story is played: with the verbs people use."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from turnout.core.events.models import RecordedEvent
from turnout.core.lib import clock, uploads
from turnout.core.people.models import Person
from turnout.demo.pictures import bars
from turnout.demo.stage import Stage, Telling
from turnout.incidents.access.actions.keepers import name_keeper
from turnout.incidents.access.actions.proposals import agree, propose
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.access.keepers import keepers_of
from turnout.incidents.definitions.models.labels import OPEN
from turnout.incidents.fields.actions.fields import set_fields
from turnout.incidents.incident.actions.details import change_severity, change_summary, rename_incident
from turnout.incidents.incident.actions.lifecycle import (
    accept_incident,
    cancel_incident,
    change_status,
    close_incident,
    decline_incident,
    reopen_incident,
    resolve_incident,
)
from turnout.incidents.models import Attachment, Incident, Task
from turnout.incidents.room.actions.material import add_link, attach_file
from turnout.incidents.room.actions.merging import merge_incident
from turnout.incidents.room.actions.removing import remove_file
from turnout.incidents.room.actions.talking import pin_entry, post_message, post_update
from turnout.incidents.room.actions.tasks import add_task, finish_task
from turnout.incidents.room.events import MessagePosted, UpdatePosted
from turnout.incidents.room.models.tasks import ACTION, FOLLOW_UP
from turnout.reviews.actions.writing import write_review
from turnout.reviews.models import Review

Entry = dict[str, Any]
Player = Callable[[Stage, Telling, Entry, Person], None]


def play_entry(stage: Stage, telling: Telling, entry: Entry) -> None:
    PLAYERS[entry["do"]](stage, telling, entry, stage.person(entry["by"]))


def _note(entry: Entry) -> str:
    """The words that go with a change of status, under either name."""
    return str(entry.get("note") or entry.get("text") or "").strip()


def accept(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    # Its kind starts private; it needn't stay so.
    if telling.room.is_restricted and not telling.story.private:
        _open_to_everyone(telling.room)
    accept_incident(telling.room, by=by, note=_note(entry))


def _open_to_everyone(incident: Incident) -> None:
    """Two of those who look after it decide that, as anywhere."""
    first, second = keepers_of(incident)[:2]
    proposal = propose(
        incident, "label", {"to": OPEN, "teams": []}, by=first, reason="Nothing in it is about anybody"
    )
    agree(proposal, by=second)


def keeper(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    name_keeper(telling.room, stage.person(entry["person"]), by=by)


def keep_out(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    """Proposed, that is: a second person has to agree, and nobody has yet."""
    whom = stage.person(entry["person"])
    propose(telling.room, "exclude", {"person": whom.pk}, target=whom, by=by, reason=entry["text"])


def decline(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    decline_incident(telling.room, by=by, note=_note(entry))


def resolve(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    resolve_incident(telling.room, by=by, note=_note(entry))


def reopen(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    reopen_incident(telling.room, by=by, note=_note(entry))


def cancel(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    cancel_incident(telling.room, by=by, note=_note(entry))


def merge(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    into = Incident.objects.ongoing().get(name=entry["into"])
    merge_incident(telling.room, into, by=by, note=_note(entry))


def close(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    close_incident(telling.room, by=by, note=_note(entry))


def pause(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    change_status(telling.room, stage.status(telling, "paused"), by=by, note=_note(entry))


def status(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    change_status(telling.room, stage.status(telling, entry["to"]), by=by, note=_note(entry))


def role(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    assign_role(telling.room, stage.roles[entry["role"]], stage.person(entry["person"]), by=by)


def say(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    post_message(telling.room, entry["text"], by=by)


def update(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    post_update(
        telling.room,
        entry["text"],
        by=by,
        status=stage.status(telling, entry["status"]) if "status" in entry else None,
        next_in=timedelta(minutes=entry["next"]) if "next" in entry else None,
    )


def severity(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    change_severity(telling.room, stage.severities[entry["to"]], by=by, note=_note(entry))


def name(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    rename_incident(telling.room, entry["to"], by=by)


def summary(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    change_summary(telling.room, entry["text"], by=by)


def fill(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    set_fields(telling.room, entry["fields"], by=by)


def link(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    add_link(telling.room, entry["url"], entry.get("text", ""), by=by)


def attach(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    content = bars(entry["bars"]) if "bars" in entry else entry["content"].encode()
    file = uploads.receive(SimpleUploadedFile(entry["file"], content))
    attach_file(
        telling.room,
        file.file,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        by=by,
    )


def remove(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    """Removes the file that was attached last."""
    remove_file(Attachment.objects.present().filter(incident=telling.room).latest("created_at"), by=by)


def revise(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    """Changes a few words of the review that was published."""
    review = Review.objects.get(incident=telling.room)
    body = review.body.replace(entry["was"], entry["now"])
    write_review(review, body, version=review.version, by=by, why=entry["why"])


def pin(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    """Pins what was said just before."""
    said = RecordedEvent.objects.filter(
        subject_id=telling.room.pk, verb__in=(MessagePosted.verb, UpdatePosted.verb)
    )
    pin_entry(telling.room, said.order_by("-id")[0], by=by)


def action(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    _task(stage, telling, entry, by, ACTION)


def tick(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    """Finishes what the checklist asked for; told by the words it begins with."""
    task = Task.objects.outstanding().get(incident=telling.room, title__startswith=entry["text"])
    finish_task(task, by=by)


def follow_up(stage: Stage, telling: Telling, entry: Entry, by: Person) -> None:
    _task(stage, telling, entry, by, FOLLOW_UP)


def _task(stage: Stage, telling: Telling, entry: Entry, by: Person, kind: str) -> None:
    owner = stage.person(entry["owner"])
    due_on = (clock.now() + timedelta(days=entry["due"])).date() if "due" in entry else None
    task = add_task(telling.room, entry["text"], by=by, kind=kind, owner=owner, due_on=due_on)
    if "done" in entry:
        stage.later(telling.moment(entry["done"]), telling, lambda: finish_task(task, by=owner))


PLAYERS: dict[str, Player] = {
    "accept": accept,
    "keeper": keeper,
    "keep_out": keep_out,
    "decline": decline,
    "resolve": resolve,
    "reopen": reopen,
    "cancel": cancel,
    "merge": merge,
    "close": close,
    "pause": pause,
    "status": status,
    "role": role,
    "say": say,
    "update": update,
    "severity": severity,
    "name": name,
    "summary": summary,
    "fill": fill,
    "link": link,
    "attach": attach,
    "remove": remove,
    "revise": revise,
    "pin": pin,
    "action": action,
    "tick": tick,
    "follow_up": follow_up,
}
