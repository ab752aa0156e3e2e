"""Incidents of one label with everything in them, and those who might turn something against others."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.base import ContentFile

from tests.abuse.asking import Answer
from tests.world import World
from turnout.core.events.models import RecordedEvent
from turnout.core.jobs.models import Job
from turnout.core.lib import clock
from turnout.core.people.actions.founding import add_person
from turnout.core.people.actions.teams import add_member, create_team
from turnout.core.people.actions.tokens import create_api_token, find_by_token
from turnout.core.people.models import Person, Team
from turnout.incidents.access.actions.roles import assign_role
from turnout.incidents.access.models import Proposal
from turnout.incidents.definitions.models import Role
from turnout.incidents.definitions.models.labels import OPEN, RESTRICTED, SEALED, TEAM
from turnout.incidents.fields.actions.custom_forms import add_custom_form
from turnout.incidents.fields.actions.defining import add_field
from turnout.incidents.fields.actions.forms import add_element
from turnout.incidents.incident.actions.details import change_severity
from turnout.incidents.incident.actions.lifecycle import accept_incident, resolve_incident
from turnout.incidents.incident.models import (
    Access,
    AccessRequest,
    Concerned,
    Exclusion,
    GlassBreak,
    Incident,
    Keeper,
    Subscription,
)
from turnout.incidents.incident.models.incident import CONFIDENTIAL
from turnout.incidents.incident.models.unnamed import UnnamedReporter
from turnout.incidents.models import Severity
from turnout.incidents.raising.actions.raising import Reporting
from turnout.incidents.room.actions.material import add_link, attach_file
from turnout.incidents.room.actions.noting import note_timeline_item
from turnout.incidents.room.actions.relating import relate_incidents
from turnout.incidents.room.actions.talking import pin_entry, post_message, post_update
from turnout.incidents.room.actions.tasks import add_task
from turnout.reviews.actions.linking import link_review
from turnout.reviews.actions.writing import publish_review, start_review, write_review

LABELS = (OPEN, TEAM, RESTRICTED, SEALED)
STATES = ("live", "triage", "over", "linked", "other", "confided")  # one incident each

# By persona: where they let others in, beside what everyone does who sees it. Written by hand.
LETS_IN: dict[str, tuple[str, ...]] = {
    "accused": (OPEN, TEAM),  # inside, with a role somebody gave them; the report is about them
    "accused_owner": (OPEN, TEAM),  # about this owner, too
    "jealous": (OPEN, TEAM),  # a bystander or guest, with a role they took by their own press
    "leaving": (OPEN, TEAM, RESTRICTED),  # was given the lead, and has no more reason to be careful
    "careless": LABELS,  # looks after it, and presses everything once, alone
    "colluding": LABELS,  # looks after it because the careless one said so
    "leaked_token": LABELS,  # a script with the careless one's token
    "borrowing": (OPEN,),  # an admin; in what is sealed for four hours, after two people broke the seal
}
KEEPS = {"careless", "colluding", "leaked_token"}
KNOWS = {"careless", "leaked_token", "accused"}  # named to the reporter as one who may look
ABOUT = {"accused", "accused_owner"}
UNSEEN = {"accused_owner": (SEALED,), "borrowing": (TEAM, RESTRICTED)}  # where they see nothing
ADMINS = ("accused_owner", "borrowing")
BYSTANDERS = {
    "kim": "Kim Sato", "lou": "Lou Berg", "nils": "Nils Holm", "ola": "Ola Nagy", "uma": "Uma Raj",
    "vic": "Vic Tran", "wim": "Wim Bos",
}  # fmt: skip


@dataclass
class Scene:
    """What was set up for one label. Rows are read anew for every call."""

    world: World
    label: str
    people: dict[str, Person]
    team: Team  # sees it, where not everyone does
    other_team: Team
    ids: dict[str, str] = field(default_factory=dict)  # of incidents by state, and of what is in "live"

    def incident(self, state: str = "live") -> Incident:
        return Incident.objects.get(pk=self.ids[state])

    def personas(self) -> Iterator[tuple[str, Person]]:
        for name in LETS_IN:
            yield name, self.people[name]

    def holds(self, persona: str, answer: Answer) -> bool:
        """Whether the persona is one of those who may, as the answer says who that is."""
        sees = self.label not in UNSEEN.get(persona, ())
        if answer.who == "breaker":
            return persona in ADMINS and (not sees or "answer" in answer.verb)
        held = {"link", "person", "viewer", "responder"} if sees else {"link"}
        held |= {"lets_in"} if self.label in LETS_IN[persona] else set()
        held |= {"keeper", "concerned"} if persona in KEEPS else set()
        held |= {"insider"} if sees and (persona != "borrowing" or self.label == OPEN) else set()
        held |= {"part"} if sees and (persona != "accused_owner" or self.label == OPEN) else set()
        speaks = persona in KEEPS or persona == "leaving" or (persona in ADMINS and sees)
        held |= {"speaker"} if speaks else set()
        held |= {"lead"} if persona == "leaving" else set()
        held |= {"restorer"} if persona == "leaving" or persona in KEEPS else set()
        held |= {"knower"} if persona in KNOWS else set()
        return answer.who in held


def make_scene(world: World, label: str) -> Scene:
    """Everything is done in the open; then the label is set, as it would have been long ago."""
    notes = add_field(name="Notes", kind="text", by=None)
    people = _people(world)
    team, other = create_team("Counsel", by=None), create_team("Facilities", by=None)
    for each in ("accused", "jealous", "leaving", "victim", "careless", "colluding", "teammate"):
        add_member(team, people[each], by=None)
    add_member(other, people["guest"], by=None)
    scene = Scene(world, label, people, team, other)
    scene.ids["form"] = form = add_custom_form(name="Notes", by=None).occasion
    add_element(form, field=notes, by=None)
    for state in STATES:
        incident = _begin(scene, state)
        if state == "live":
            _fill(scene, incident)
        if state in ("over", "linked"):
            _review(scene, incident, state)
    relate_incidents(scene.incident(), scene.incident("other"), by=people["victim"])
    for state in STATES:
        _close(scene, scene.incident(state))
    _ask(scene)
    Job.objects.all().delete()  # who was told of all this doesn't matter
    return scene


def _people(world: World) -> dict[str, Person]:
    def add(key: str, role: str = "responder") -> Person:
        return add_person(name=BYSTANDERS[key], email=f"{key}@example.org", title="", role=role, by=None)

    kim = add("kim")
    token = find_by_token(create_api_token("Leaked", by=kim)[1])
    assert token is not None
    return {
        "accused": world.bo, "accused_owner": add("ola", "owner"), "jealous": world.dee, "leaving": world.cy,
        "careless": kim, "colluding": add("lou"), "leaked_token": token.person, "borrowing": world.gus,
        "reporter": world.ada, "victim": add("nils"), "owner": world.finn, "outsider": add("uma"),
        "guest": add("vic"), "teammate": add("wim"), "kept_out": world.eve,
    }  # fmt: skip


def _begin(scene: Scene, state: str) -> Incident:
    people = scene.people
    how = Reporting(reported_as=CONFIDENTIAL) if state == "confided" else Reporting()
    incident = scene.world.raise_incident(
        f"Something {state}", summary="As it was said", place="Hall", by=people["reporter"], reporting=how
    )
    scene.ids[state] = incident.pk
    if state != "triage":
        incident = accept_incident(incident, by=people["owner"])
    incident = change_severity(incident, Severity.objects.earliest("rank"), by=people["owner"])
    given = {"lead": "leaving", "communications": "victim", "scribe": "accused"}
    for key, name in given.items():
        assign_role(incident, Role.objects.get(key=key), people[name], by=people["owner"])
    assign_role(incident, Role.objects.get(key="liaison"), people["jealous"], by=people["jealous"])
    return incident


def _fill(scene: Scene, incident: Incident) -> None:
    """What somebody did there, who loses it if others take it away."""
    victim, ids = scene.people["victim"], scene.ids
    ids["message"] = post_message(incident, "Said by Nils", by=victim).pk
    post_message(incident, "Said after that", by=scene.people["reporter"])
    ids["task"] = add_task(incident, "To be done", owner=victim, by=victim).pk
    ids["follow_up"] = add_task(incident, "To follow", kind="follow_up", owner=victim, by=victim).pk
    ids["link"] = add_link(incident, "https://example.org/seen", "Seen", by=victim).pk
    ids["item"] = note_timeline_item(incident, "It began", "", at=clock.now(), by=victim).pk
    post_update(incident, "Still at it", next_in=timedelta(hours=2), by=scene.people["leaving"])
    log = ContentFile(b"log", name="log.txt")
    ids["file"] = attach_file(
        incident, log, name="log.txt", content_type="text/plain", size=3, sha256="0", by=victim
    ).pk
    pinned, entry = RecordedEvent.objects.filter(subject_id=incident.pk).order_by("-pk")[:2]
    pin_entry(incident, pinned, by=victim)
    ids["pinned"], ids["entry"] = str(pinned.pk), str(entry.pk)


def _review(scene: Scene, incident: Incident, state: str) -> None:
    victim = scene.people["victim"]
    incident = resolve_incident(incident, by=victim)
    if state == "linked":
        scene.ids["linked_review"] = link_review(incident, "https://example.org/review", by=victim).pk
        return
    review = write_review(start_review(incident, by=victim), "Learned a lot", version=1, by=victim)
    scene.ids["review"] = publish_review(review, by=victim).pk


def _close(scene: Scene, incident: Incident) -> None:
    people = scene.people
    Incident.objects.filter(pk=incident.pk).update(confidentiality=scene.label)
    Concerned.objects.bulk_create([Concerned(incident=incident, person=people[each]) for each in ABOUT])
    for each, by in (("careless", None), ("colluding", people["careless"]), ("victim", None)):
        Keeper.objects.create(incident=incident, person=people[each], named_by=by)
    for each in ("guest", "teammate", "jealous", "victim"):
        Subscription.objects.get_or_create(incident=incident, person=people[each])
    for behind in UnnamedReporter.objects.filter(incident=incident):
        behind.knowers.set([people[each] for each in KNOWS])
    if scene.label == OPEN:
        return
    for each in ("accused", "jealous", "leaving", "careless", "colluding", "victim", "guest"):
        Access.objects.get_or_create(incident=incident, person=people[each])
    Access.objects.create(incident=incident, team=scene.team)
    Exclusion.objects.create(incident=incident, person=people["kept_out"])
    if scene.label == SEALED:
        in_four_hours = clock.now() + timedelta(hours=4)
        Access.objects.create(incident=incident, person=people["borrowing"], until=in_four_hours)


def _ask(scene: Scene) -> None:
    incident, people, now = scene.incident(), scene.people, clock.now()
    asked = AccessRequest(incident=incident, person=people["outsider"], reason="To help", asked_at=now)
    broken = GlassBreak(number=incident.number, asked_by=people["owner"], reason="Now", asked_at=now)
    whom = sorted(people[each].pk for each in (*ABOUT, "jealous"))
    proposed = Proposal(
        incident=incident, act="concerned", data={"people": whom}, reason="It is about Dee, too",
        by=people["careless"], due_at=now + timedelta(hours=1),
    )  # fmt: skip
    for name, row in {"asked": asked, "broken": broken, "proposal": proposed}.items():
        row.save()
        scene.ids[name] = row.pk
