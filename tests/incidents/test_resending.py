"""A form that is sent again, because its answer was lost, makes nothing twice."""

from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from turnout.core.events.models import RecordedEvent
from turnout.incidents.room.actions.material import add_link, attach_file
from turnout.incidents.room.actions.removing import remove_link
from turnout.incidents.room.actions.tasks import add_task


def happened(incident, verb):
    return RecordedEvent.objects.filter(subject_id=incident.pk, verb=verb).count()


def test_an_action_and_a_follow_up_are_noted_once(world):
    incident = world.raise_incident()
    for kind in ("action", "follow_up"):
        said = {
            "by": world.bo,
            "kind": kind,
            "owner": world.dee,
            "due_on": date(2030, 1, 2),
            "token": "form1",
        }
        assert add_task(incident, "Call the depot", **said) == add_task(incident, "Call the depot", **said)
        assert add_task(incident, "Call them again", **said).title == "Call them again"
    assert incident.tasks.count() == happened(incident, "incident.task_added") == 4


def test_a_link_is_added_once_and_not_again_when_it_was_taken_away(world):
    incident = world.raise_incident()
    said = {"by": world.bo, "token": "form1"}
    link = add_link(incident, "https://example.org/board", "", **said)
    assert add_link(incident, "https://example.org/board", "", **said) == link
    remove_link(link, by=world.bo)
    add_link(incident, "https://example.org/board", "", **said)
    assert not incident.links.present().exists() and happened(incident, "incident.link_added") == 1


def test_a_file_is_attached_once_and_its_second_copy_leaves_nothing_behind(world):
    incident = world.raise_incident()

    def attach(words, sha256):
        file = {"name": "note.txt", "content_type": "text/plain", "size": len(words), "sha256": sha256}
        return attach_file(incident, ContentFile(words), **file, by=world.bo, token="form1")

    first = attach(b"photo", "a" * 64)
    assert attach(b"photo", "a" * 64) == first
    assert attach(b"other", "b" * 64) != first
    assert incident.attachments.count() == happened(incident, "incident.file_attached") == 2
    assert len(default_storage.listdir(incident.pk)[1]) == 2
