"""What people say in the room."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, Id, Key, PersonId, Prose, Words, event
from turnout.incidents.room.events.brought import Brought


@event
@dataclass(frozen=True, kw_only=True)
class MessagePosted(Brought):
    """Someone said something in the room."""

    verb = "incident.message_posted"
    sentence = _("{who} said something")
    icon = "message-circle"
    folds = False
    drawn_as = "message"
    shows = "message"

    message: Annotated[str, Id("message")]
    mentioned: tuple[PersonId, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class MessageEdited(Event):
    """Someone changed the words of their message."""

    verb = "incident.message_edited"
    sentence = _("{who} edited a message")
    icon = "pencil"
    compares = {"": _("Message")}

    message: Annotated[str, Id("message")]
    mentioned: tuple[PersonId, ...] = ()
    was: Prose = ""  # where it had stood for a while, or had been answered
    now: Prose = ""


@event
@dataclass(frozen=True, kw_only=True)
class MessageRemoved(Event):
    """Someone removed their message. It's hidden for 30 days, then its words are gone."""

    verb = "incident.message_removed"
    sentence = _("{who} removed a message")
    icon = "eraser"
    folds = False

    message: Annotated[str, Id("message")]


@event
@dataclass(frozen=True, kw_only=True)
class MessageRestored(Event):
    """Someone brought back a message that was removed."""

    verb = "incident.message_restored"
    sentence = _("{who} brought back a message")
    icon = "undo-2"
    folds = False

    message: Annotated[str, Id("message")]


@event
@dataclass(frozen=True, kw_only=True)
class UpdatePosted(Event):
    """A word to everybody who follows: where things stand, and when the next word comes."""

    verb = "incident.update_posted"
    sentence = _("{who} posted an update")
    icon = "radio"
    folds = False
    drawn_as = "update"
    shows = "update"

    update: Annotated[str, Id("update")]
    status: Words = ""  # that it gave, and the severity, as they were called then
    severity: Words = ""
    cleared: Key = ""  # until when one was promised, in UTC, where this one cleared it and promised none
    promised_by: PersonId | None = None  # who had


@event
@dataclass(frozen=True, kw_only=True)
class UpdateMissed(Event):
    """The promised time for the next update passed without one."""

    verb = "incident.update_missed"
    sentence = _("The next update is late")
    icon = "alarm-clock"


@event
@dataclass(frozen=True, kw_only=True)
class TimelineItemAdded(Brought):
    """Someone wrote down something that happened elsewhere, or before."""

    verb = "incident.timeline_item_added"
    sentence = _("{who} noted what happened: “{title}”")
    icon = "clock"
    folds = False
    drawn_as = "noted"
    shows = "item"

    item: Annotated[str, Id("timelineitem", "title")]
    title: Words


@event
@dataclass(frozen=True, kw_only=True)
class TimelineItemChanged(Brought):
    """Someone corrected what was noted, or when it was."""

    verb = "incident.timeline_item_changed"
    sentence = _("{who} corrected what happened: “{title}”")
    icon = "pencil"
    compares = {"title": _("What happened"), "at": _("When"), "description": _("Description")}

    item: Annotated[str, Id("timelineitem", "title")]
    title: Words
    was_title: Words = ""
    now_title: Words = ""
    was_at: Key = ""  # in UTC
    now_at: Key = ""
    was_description: Prose = ""
    now_description: Prose = ""


@event
@dataclass(frozen=True, kw_only=True)
class EntryPinned(Event):
    """Someone marked an entry of the timeline as one that matters."""

    verb = "incident.entry_pinned"
    sentence = _("{who} pinned an entry")
    icon = "pin"
    aside = True

    entry: Annotated[int, Id("recordedevent")]


@event
@dataclass(frozen=True, kw_only=True)
class EntryUnpinned(Event):
    """Someone took a pin away."""

    verb = "incident.entry_unpinned"
    sentence = _("{who} unpinned an entry")
    icon = "pin-off"
    aside = True

    entry: Annotated[int, Id("recordedevent")]
