"""Run in a process of its own on a house's data: holds what is there against what was promised.

Given a ledger as JSON, prints findings as JSON; every list of faults should be empty.
"""

import hashlib
import json
import sys
from collections import Counter
from typing import Any

import django

django.setup()

# Django's apps must be ready before anything that has models is imported.
from turnout.core.events.models import RecordedEvent  # noqa: E402
from turnout.core.jobs.models import Job  # noqa: E402
from turnout.core.notify.models import Delivery, Notification  # noqa: E402
from turnout.incidents.audience import notices  # noqa: E402
from turnout.incidents.audience.resolver import audience_of_new  # noqa: E402
from turnout.incidents.incident.events import IncidentRaised  # noqa: E402
from turnout.incidents.models import (  # noqa: E402
    Attachment,
    Incident,
    Message,
    Subscription,
    Update,
)
from turnout.incidents.models import Counter as Numbers  # noqa: E402
from turnout.incidents.room.events import MessagePosted, UpdatePosted  # noqa: E402


def main() -> None:
    given = json.load(sys.stdin)
    json.dump(
        {
            "lost": lost_words(given) + lost_incidents(given) + lost_files(given),
            "doubles": doubles(given),
            "numbers": number_faults(),
            "skipped": skipped_mentions() + skipped_updates() + skipped_reports(),
            "stuck": stuck(),
            "fileless": fileless(),
            "deliveries": deliveries(),
        },
        sys.stdout,
    )


def lost_words(given: dict[str, Any]) -> list[str]:
    there = set(Message.objects.values_list("body", flat=True)) | set(
        Update.objects.values_list("body", flat=True)
    )
    return [text for texts in given["words"].values() for text in texts if text not in there]


def lost_incidents(given: dict[str, Any]) -> list[str]:
    there = set(Incident.objects.values_list("name", "number"))
    return [name for name, number in given["incidents"].items() if (name, number) not in there]


def lost_files(given: dict[str, Any]) -> list[str]:
    there = set(Attachment.objects.values_list("name", "sha256"))
    return [name for name, sha256 in given["files"].items() if (name, sha256) not in there]


def doubles(given: dict[str, Any]) -> list[str]:
    """Every write has words of its own, so none may be there twice: promised or not, tried again or not."""
    seen: Counter[str] = Counter()
    for model, field in ((Incident, "name"), (Message, "body"), (Update, "body"), (Attachment, "name")):
        seen.update(model.objects.values_list(field, flat=True))  # type: ignore[attr-defined]
    return [*given["contradictions"], *(text for text, times in seen.items() if times > 1)]


def number_faults() -> list[str]:
    numbers = sorted(Incident.objects.values_list("number", flat=True))
    faults = [] if numbers == [*range(1, len(numbers) + 1)] else [f"gaps or doubles in {numbers}"]
    last = Numbers.objects.filter(name="incident").values_list("value", flat=True).first() or 0
    return faults + ([] if last == len(numbers) else [f"the counter says {last} of {len(numbers)}"])


def told(kind: str) -> Counter[tuple[int | None, str]]:
    return Counter(Notification.objects.filter(kind=kind).values_list("event_id", "person_id"))


def skipped_mentions() -> list[str]:
    """For each message that calls somebody: exactly one notification for each of them."""
    notes, faults = told(notices.MENTION), []
    for event in RecordedEvent.objects.filter(verb=MessagePosted.verb):
        for person in event.data["mentioned"]:
            wanted = 0 if person == event.actor_id else 1
            if notes[event.pk, person] != wanted:
                faults.append(f"mention in {event.pk}: {notes[event.pk, person]} times")
    return faults


def skipped_updates() -> list[str]:
    """For each update: exactly one notification for whoever followed when it was posted."""
    notes, faults = told(notices.UPDATE), []
    for event in RecordedEvent.objects.filter(verb=UpdatePosted.verb):
        followers = Subscription.objects.filter(
            incident=event.subject_id, created_at__lt=event.recorded_at
        ).exclude(person=event.actor_id)
        faults += [
            f"update {event.pk}: {notes[event.pk, person]} times"
            for person in followers.values_list("person_id", flat=True)
            if notes[event.pk, person] != 1
        ]
    return faults + [f"{key} was told {times} times" for key, times in notes.items() if times > 1]


def skipped_reports() -> list[str]:
    """For each incident: exactly one notification for whoever looks first."""
    notes, faults = told(notices.RAISED), []
    for event in RecordedEvent.objects.filter(verb=IncidentRaised.verb):
        people = audience_of_new(Incident.objects.get(pk=event.subject_id)).people
        faults += [f"report {event.pk}" for each in people if notes[event.pk, each.pk] != 1]
    return faults


def stuck() -> list[str]:
    return [f"{job.name}: {job.last_error}" for job in Job.objects.all()]


def fileless() -> list[str]:
    """Rows whose file isn't there, or isn't what was brought."""
    faults = []
    for each in Attachment.objects.filter(removed_at__isnull=True):
        try:
            with each.file.open() as file:
                whole = hashlib.sha256(file.read()).hexdigest() == each.sha256
        except OSError:
            whole = False
        faults += [] if whole else [each.name]
    return faults


def deliveries() -> list[tuple[str, str, str]]:
    return list(Delivery.objects.values_list("key", "state", "notification__person__email"))


if __name__ == "__main__":
    main()
