"""What is put into the room besides words: links, files, things to do."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Key, PersonId, Prose, Words, event
from turnout.incidents.room.events.brought import Brought


@event
@dataclass(frozen=True, kw_only=True)
class LinkAdded(Brought):
    """Someone added a link to a page elsewhere."""

    verb = "incident.link_added"
    sentence = _("{who} added the link “{title}”")
    icon = "link"
    folds = False
    drawn_as = "link"
    shows = "link"

    link: Annotated[str, Id("resourcelink", "title")]
    title: Words
    address: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class LinkRemoved(Event):
    """Someone removed a link. It's hidden for 30 days."""

    verb = "incident.link_removed"
    sentence = _("{who} removed the link “{title}”")
    icon = "unlink"
    folds = False

    link: Annotated[str, Id("resourcelink", "title")]
    title: Words
    address: Words = ""
    owner: PersonId | None = None  # who added it


@event
@dataclass(frozen=True, kw_only=True)
class LinkRestored(Event):
    """Someone brought back a link that was removed."""

    verb = "incident.link_restored"
    sentence = _("{who} brought back the link “{title}”")
    icon = "undo-2"
    folds = False

    link: Annotated[str, Id("resourcelink", "title")]
    title: Words
    address: Words = ""


@event
@dataclass(frozen=True, kw_only=True)
class FileAttached(Brought):
    """Someone put a file into the room."""

    verb = "incident.file_attached"
    sentence = _("{who} attached “{name}”")
    icon = "paperclip"
    folds = False
    drawn_as = "file"
    shows = "attachment"

    attachment: Annotated[str, Id("attachment", "name")]
    name: Words


@event
@dataclass(frozen=True, kw_only=True)
class FileRemoved(Event):
    """Someone removed a file. It's hidden for 30 days, then its bytes are gone."""

    verb = "incident.file_removed"
    sentence = _("{who} removed the file “{name}”")
    icon = "file-x"
    folds = False

    attachment: Annotated[str, Id("attachment", "name")]
    name: Words
    owner: PersonId | None = None  # who attached it


@event
@dataclass(frozen=True, kw_only=True)
class FileRestored(Event):
    """Someone brought back a file that was removed."""

    verb = "incident.file_restored"
    sentence = _("{who} brought back the file “{name}”")
    icon = "undo-2"
    folds = False

    attachment: Annotated[str, Id("attachment", "name")]
    name: Words


@event
@dataclass(frozen=True, kw_only=True)
class TaskAdded(Event):
    """There is something to do: an action during, or a follow-up after."""

    verb = "incident.task_added"
    sentence = _("{who} added the action “{title}”")
    icon = "list-plus"
    folds = False

    task: Annotated[str, Id("task", "title")]
    title: Words
    kind: Key = "action"
    owner: PersonId | None = None
    taken: bool = False  # whoever added it does it

    def sentence_for(self) -> str:
        if self.taken:
            return gettext("{who} took on “{title}”")
        if self.kind == "follow_up":
            if self.owner:
                return gettext("{who} added the follow-up “{title}” for {owner}")
            return gettext("{who} added the follow-up “{title}”")
        return gettext("{who} asked {owner}: “{title}”") if self.owner else str(self.sentence)


@event
@dataclass(frozen=True, kw_only=True)
class TaskChanged(Event):
    """Someone changed what is to be done, by whom or until when."""

    verb = "incident.task_changed"
    sentence = _("{who} changed “{title}”")
    icon = "list"
    compares = {
        "title": _("What"),
        "owner": _("Who"),
        "due_on": _("By when"),
        "description": _("Description"),
    }

    task: Annotated[str, Id("task", "title")]
    title: Words
    owner: PersonId | None = None  # who has it since; null where that stayed
    was_title: Words = ""
    now_title: Words = ""
    was_owner: PersonId | None = None
    now_owner: PersonId | None = None
    was_due_on: Key = ""  # a day, as 2026-03-29; empty: none
    now_due_on: Key = ""
    was_description: Prose = ""
    now_description: Prose = ""


@dataclass(frozen=True, kw_only=True)
class _Task(Event):
    """What is known of something to do, as it was."""

    task: Annotated[str, Id("task", "title")]
    title: Words
    kind: Key = ""  # action or follow_up
    owner: PersonId | None = None  # whose it was
    due_on: Key = ""  # a day, as 2026-03-29; empty: none
    note: Words = ""  # why, where that was asked


@event
@dataclass(frozen=True, kw_only=True)
class TaskDone(_Task):
    """Something is done."""

    verb = "incident.task_done"
    sentence = _("{who} finished “{title}”")
    icon = "square-check"


@event
@dataclass(frozen=True, kw_only=True)
class TaskReopened(_Task):
    """Something isn't done after all."""

    verb = "incident.task_reopened"
    sentence = _("{who} put “{title}” back on the list")
    icon = "undo-2"


@event
@dataclass(frozen=True, kw_only=True)
class TaskDropped(_Task):
    """It was decided not to do this."""

    verb = "incident.task_dropped"
    sentence = _("{who} decided not to do “{title}”")
    icon = "square-x"


@event
@dataclass(frozen=True, kw_only=True)
class TaskDeleted(_Task):
    """Someone deleted what was to be done."""

    verb = "incident.task_deleted"
    sentence = _("{who} deleted “{title}”")
    icon = "trash-2"
    compares = {"description": _("Description")}

    was_description: Prose = ""
