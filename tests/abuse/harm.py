"""What somebody could lose in an incident: looked at before and after a verb was called."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.abuse.scene import ABOUT, Scene
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.models import Notification
from turnout.core.people.models import Person
from turnout.incidents.access.keepers import FEWEST, keepers_of
from turnout.incidents.access.members import is_kept_out
from turnout.incidents.definitions.models.labels import SEALED, Label
from turnout.incidents.incident.models import Concerned, Exclusion, Incident, Keeper, RoleAssignment
from turnout.incidents.room.models import Attachment, Message, ResourceLink, Task, TimelineItem
from turnout.reviews.models import Review


@dataclass
class State:
    """What there is: what belongs to whom, which words are kept, and how close it is."""

    theirs: set[tuple[str, str]] = field(default_factory=set)  # whose, and what
    words: dict[str, str] = field(default_factory=dict)  # what they are of, and what they say
    label: str = ""
    marks: int = 0
    kept_out: int = 0
    keepers: int = FEWEST
    about: frozenset[str] = frozenset()
    is_open: bool = False


def state_of(scene: Scene, state: str) -> State:
    """How things are in one incident of the scene."""
    incident, people = scene.incident(state), list(scene.people.values())
    found = State(
        label=incident.confidentiality,
        marks=incident.is_privileged + incident.no_tipping_off,
        kept_out=Exclusion.objects.filter(incident=incident).count(),
        about=frozenset(Concerned.objects.filter(incident=incident).values_list("person", flat=True)),
        is_open=incident.is_open,
    )
    found.keepers = len(keepers_of(incident))
    found.theirs = {(person, "sight") for person in incident.seen_by(people) & _taking_part(incident)}
    for held in RoleAssignment.objects.present().filter(incident=incident):
        found.theirs.add((held.person_id, f"role {held.role_id}"))
    for keeper in Keeper.objects.filter(incident=incident):
        found.theirs.add((keeper.person_id, "looking after it"))
    if incident.next_update_at and incident.lead:
        found.theirs.add((incident.lead.pk, f"promise {incident.next_update_at}"))
    _read_words(incident, found)
    return found


def _taking_part(incident: Incident) -> set[str]:
    """Who follows it or was let in: of all others, who could merely have looked, nobody loses anything."""
    following = {each.pk for each in incident.followers()}
    return following | set(incident.access.filter(person__isnull=False).values_list("person", flat=True))


def _read_words(incident: Incident, found: State) -> None:
    severity = str(incident.severity or "")
    found.words |= {"name": incident.name, "summary": incident.summary, "place": incident.place}
    found.words |= {"severity": severity, "type": incident.type.name if incident.type else ""}
    found.words["label"] = incident.confidentiality
    # Tasks move along when incidents are merged, so they are asked for by their own.
    for task in Task.objects.filter(incident__in=(incident, incident.merged_into)):
        if task.owner_id and task.is_outstanding:
            found.theirs.add((task.owner_id, f"task {task.pk}"))
        found.words |= {f"task {task.pk}": task.title, f"owner of {task.pk}": task.owner_id or ""}
    present = {"incident": incident, "removed_at__isnull": True}
    for message in Message.objects.filter(**present):
        _belongs(found, message.author_id, f"message {message.pk}", message.body)
    for file in Attachment.objects.filter(**present):
        _belongs(found, file.by_id, f"file {file.pk}", file.name)
    for link in ResourceLink.objects.filter(**present):
        _belongs(found, link.by_id, f"link {link.pk}", link.url)
    for item in TimelineItem.objects.filter(incident=incident):
        _belongs(found, item.author_id, f"item {item.pk}", item.title)
    for review in Review.objects.filter(incident=incident):
        _belongs(found, None, f"review {review.pk}", review.body or review.address)


def _belongs(found: State, whose: str | None, what: str, words: str) -> None:
    found.words[what] = words
    if whose:
        found.theirs.add((whose, what))


@dataclass
class Faults:
    """What went wrong in one call, each in a line."""

    scene: Scene
    by: Person
    before: State
    after: State
    events: list[RecordedEvent]

    def all(self, *, two: bool, erased: bool) -> Iterator[str]:
        yield from self._unheard()
        if self.after.keepers < FEWEST:
            yield "too few are left to look after it"
        if not erased:
            yield from self._not_kept()
        if not two:
            yield from self._alone()
            if any(event.actor_id not in (self.by.pk, None) for event in self.events):
                yield "somebody else stands for it"

    def losers(self) -> dict[str, set[str]]:
        """Who lost what, besides whoever did it. Who sees nothing of it any more isn't told of the rest."""
        lost: dict[str, set[str]] = {}
        for whose, what in self.before.theirs - self.after.theirs:
            if whose != self.by.pk:
                lost.setdefault(whose, set()).add(what.split()[0])
        return lost

    def _unheard(self) -> Iterator[str]:
        """Rule 4: at once, and from whom. Only who is kept out isn't told, and then an owner is."""
        told = set(Notification.objects.filter(event__in=self.events).values_list("person", flat=True))
        for whose, what in self.losers().items():
            person = next((each for each in self.scene.people.values() if each.pk == whose), None)
            if person is None or whose in told:
                continue
            if is_kept_out(self.scene.incident(), person) and self._an_owner_heard(told):
                continue
            yield f"{person.name} lost {', '.join(sorted(what))} unheard"
        reporter = self.scene.people["reporter"].pk
        if self.before.is_open and not self.after.is_open and reporter not in told:
            yield "it ended, and the reporter wasn't told"

    def _an_owner_heard(self, told: set[str]) -> bool:
        about = {self.scene.people[each].pk for each in ABOUT}
        return any(each.is_owner and each.pk in told - about for each in self.scene.people.values())

    def _not_kept(self) -> Iterator[str]:
        """Rule 5: what was there before is in the event, or is hidden and can be brought back."""
        said = json.dumps([event.data for event in self.events], ensure_ascii=False)
        hidden = set(Message.objects.filter(removed_at__isnull=False).values_list("body", flat=True))
        hidden |= set(Attachment.objects.filter(removed_at__isnull=False).values_list("name", flat=True))
        hidden |= set(ResourceLink.objects.filter(removed_at__isnull=False).values_list("url", flat=True))
        for what, words in self.before.words.items():
            now = self.after.words.get(what, "")
            kept = words in hidden or json.dumps(words, ensure_ascii=False)[1:-1] in said
            if words and now != words and not kept:
                yield f"nothing is left of {what.split()[0]}"

    def _alone(self) -> Iterator[str]:
        """Rule 1: what can't be taken back was done by one person, at once."""
        was, now = self.before, self.after
        if now.kept_out > was.kept_out:
            yield "kept somebody out alone"
        if now.kept_out < was.kept_out:
            yield "let somebody back alone"
        if Label(now.label).rank < Label(was.label).rank:
            yield "opened it alone"
        if now.label == SEALED != was.label:
            yield "sealed it alone"
        if now.marks < was.marks:
            yield "took special handling off alone"
        if now.about != was.about:
            yield "said whom it is about alone"
        if any(what == {"looking"} for what in self.losers().values()):
            yield "took a keeper out alone"
        if any(event.verb == "incident.text_erased" for event in self.events):
            yield "erased alone"


def events_since(pk: int) -> list[RecordedEvent]:
    return list(RecordedEvent.objects.filter(pk__gt=pk, actor__isnull=False).order_by("pk"))


def newest_event() -> int:
    newest: Any = RecordedEvent.objects.order_by("-pk").values_list("pk", flat=True).first()
    return int(newest or 0)
