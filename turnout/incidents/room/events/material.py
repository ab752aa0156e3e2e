"""What is put into the room besides words: links, files, things to do."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Key, PersonId, Words, event
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


@event
@dataclass(frozen=True, kw_only=True)
class LinkRemoved(Event):
    """Someone removed a link."""

    verb = "incident.link_removed"
    sentence = _("{who} removed the link “{title}”")
    icon = "unlink"

    link: Annotated[str, Id("resourcelink", "title")]
    title: Words


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
    """Someone took a file away; its bytes are gone."""

    verb = "incident.file_removed"
    sentence = _("{who} removed the file “{name}”")
    icon = "file-x"

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

    task: Annotated[str, Id("task", "title")]
    title: Words
    owner: PersonId | None = None


@event
@dataclass(frozen=True, kw_only=True)
class TaskDone(Event):
    """Something is done."""

    verb = "incident.task_done"
    sentence = _("{who} finished “{title}”")
    icon = "square-check"

    task: Annotated[str, Id("task", "title")]
    title: Words


@event
@dataclass(frozen=True, kw_only=True)
class TaskReopened(Event):
    """Something isn't done after all."""

    verb = "incident.task_reopened"
    sentence = _("{who} put “{title}” back on the list")
    icon = "undo-2"

    task: Annotated[str, Id("task", "title")]
    title: Words


@event
@dataclass(frozen=True, kw_only=True)
class TaskDropped(Event):
    """It was decided not to do this."""

    verb = "incident.task_dropped"
    sentence = _("{who} decided not to do “{title}”")
    icon = "square-x"

    task: Annotated[str, Id("task", "title")]
    title: Words


@event
@dataclass(frozen=True, kw_only=True)
class TaskDeleted(Event):
    """Someone deleted what was to be done."""

    verb = "incident.task_deleted"
    sentence = _("{who} deleted “{title}”")
    icon = "trash-2"

    task: Annotated[str, Id("task", "title")]
    title: Words
