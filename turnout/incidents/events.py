"""What can happen in an incident. Each class is the whole truth about its event: fields, wording, icon."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from turnout.core.events.types import Event, PersonId, event


@event
@dataclass(frozen=True, kw_only=True)
class IncidentRaised(Event):
    """Someone said that something is going wrong."""

    verb = "incident.raised"
    sentence = _("{who} reported this")
    icon = "megaphone"
    folds = False

    quiet: bool = False  # nobody was told at once


@event
@dataclass(frozen=True, kw_only=True)
class IncidentImported(Event):
    """The incident was brought in from another system, with the history it had there."""

    verb = "incident.imported"
    sentence = _("Imported from {system}")
    icon = "download"

    system: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentAccepted(Event):
    """Triage agreed that this is an incident; it is live now."""

    verb = "incident.accepted"
    sentence = _("{who} accepted this as an incident")
    icon = "circle-check"
    folds = False

    note: str = ""
    status: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentDeclined(Event):
    """Triage decided that this needs no incident. A good outcome, with thanks to whoever raised it."""

    verb = "incident.declined"
    sentence = _("{who} decided this needs no incident")
    icon = "circle-slash"
    folds = False

    note: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class StatusChanged(Event):
    """The incident moved to another status."""

    verb = "incident.status_changed"
    sentence = _("{who} moved this from {was} to {now}")
    icon = "arrow-right"

    was: str
    now: str
    category: str
    note: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentResolved(Event):
    """The trouble is over; what is left is to learn from it."""

    verb = "incident.resolved"
    sentence = _("{who} resolved this")
    icon = "circle-check-big"
    folds = False

    note: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentReopened(Event):
    """It isn't over after all."""

    verb = "incident.reopened"
    sentence = _("{who} reopened this")
    icon = "rotate-ccw"
    folds = False

    note: str = ""
    was: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class IncidentCanceled(Event):
    """It was called off: raised by mistake, or dealt with elsewhere."""

    verb = "incident.canceled"
    sentence = _("{who} called this off")
    icon = "circle-x"
    folds = False

    note: str = ""


@event
@dataclass(frozen=True, kw_only=True)
class SeverityChanged(Event):
    """Someone changed how serious this is taken to be."""

    verb = "incident.severity_changed"
    sentence = _("{who} changed the severity from {was} to {now}")
    icon = "gauge"

    was: str = ""
    now: str
    note: str = ""

    def sentence_for(self) -> str:
        return str(self.sentence) if self.was else gettext("{who} set the severity to {now}")


@event
@dataclass(frozen=True, kw_only=True)
class NameChanged(Event):
    """The incident got another name."""

    verb = "incident.name_changed"
    sentence = _("{who} renamed this to “{now}”")
    icon = "pencil"

    was: str
    now: str


@event
@dataclass(frozen=True, kw_only=True)
class SummaryChanged(Event):
    """Someone rewrote the summary."""

    verb = "incident.summary_changed"
    sentence = _("{who} rewrote the summary")
    icon = "text-initial"


@event
@dataclass(frozen=True, kw_only=True)
class TypeChanged(Event):
    """The incident turned out to be of another kind."""

    verb = "incident.type_changed"
    sentence = _("{who} changed the kind to {now}")
    icon = "shapes"

    was: str = ""
    now: str


@event
@dataclass(frozen=True, kw_only=True)
class RoleAssigned(Event):
    """Someone took a role, or was given it; `was` held it before."""

    verb = "incident.role_assigned"
    sentence = _("{who} made {person} {role}")
    icon = "user-check"

    role: str
    person: PersonId
    was: PersonId | None = None
    taken: bool = False

    def sentence_for(self) -> str:
        if self.taken:
            return gettext("{who} took the role of {role}")
        if self.was:
            return gettext("{who} handed {role} over to {person}")
        return str(self.sentence)


@event
@dataclass(frozen=True, kw_only=True)
class RoleEnded(Event):
    """Someone stopped holding a role, and nobody holds it now."""

    verb = "incident.role_ended"
    sentence = _("{person} is no longer {role}")
    icon = "user-minus"

    role: str
    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class MessagePosted(Event):
    """Someone said something in the room."""

    verb = "incident.message_posted"
    sentence = _("{who} said something")
    icon = "message-circle"
    folds = False

    message: str
    mentioned: tuple[str, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class MessageEdited(Event):
    """Someone changed the words of their message."""

    verb = "incident.message_edited"
    sentence = _("{who} edited a message")
    icon = "pencil"

    message: str
    mentioned: tuple[str, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class MessageRemoved(Event):
    """Someone took their message back."""

    verb = "incident.message_removed"
    sentence = _("{who} removed a message")
    icon = "eraser"

    message: str


@event
@dataclass(frozen=True, kw_only=True)
class UpdatePosted(Event):
    """A word to everybody who follows: where things stand, and when the next word comes."""

    verb = "incident.update_posted"
    sentence = _("{who} posted an update")
    icon = "radio"
    folds = False

    update: str


@event
@dataclass(frozen=True, kw_only=True)
class UpdateMissed(Event):
    """The promised time for the next update passed without one."""

    verb = "incident.update_missed"
    sentence = _("The next update is late")
    icon = "alarm-clock"


@event
@dataclass(frozen=True, kw_only=True)
class EntryPinned(Event):
    """Someone marked an entry of the timeline as one that matters."""

    verb = "incident.entry_pinned"
    sentence = _("{who} pinned an entry")
    icon = "pin"
    aside = True

    entry: int


@event
@dataclass(frozen=True, kw_only=True)
class EntryUnpinned(Event):
    """Someone took a pin away."""

    verb = "incident.entry_unpinned"
    sentence = _("{who} unpinned an entry")
    icon = "pin-off"
    aside = True

    entry: int


@event
@dataclass(frozen=True, kw_only=True)
class LinkAdded(Event):
    """Someone added a link to a page elsewhere."""

    verb = "incident.link_added"
    sentence = _("{who} added the link “{title}”")
    icon = "link"
    folds = False

    link: str
    title: str


@event
@dataclass(frozen=True, kw_only=True)
class LinkRemoved(Event):
    """Someone removed a link."""

    verb = "incident.link_removed"
    sentence = _("{who} removed the link “{title}”")
    icon = "unlink"

    link: str
    title: str


@event
@dataclass(frozen=True, kw_only=True)
class FileAttached(Event):
    """Someone put a file into the room."""

    verb = "incident.file_attached"
    sentence = _("{who} attached “{name}”")
    icon = "paperclip"
    folds = False

    attachment: str
    name: str


@event
@dataclass(frozen=True, kw_only=True)
class FileRemoved(Event):
    """Someone took a file away; its bytes are gone."""

    verb = "incident.file_removed"
    sentence = _("{who} removed the file “{name}”")
    icon = "file-x"

    attachment: str
    name: str


@event
@dataclass(frozen=True, kw_only=True)
class TaskAdded(Event):
    """There is something to do: an action during, or a follow-up after."""

    verb = "incident.task_added"
    sentence = _("{who} added the action “{title}”")
    icon = "list-plus"
    folds = False

    task: str
    title: str
    kind: str = "action"
    owner: PersonId | None = None

    def sentence_for(self) -> str:
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

    task: str
    title: str
    owner: PersonId | None = None


@event
@dataclass(frozen=True, kw_only=True)
class TaskDone(Event):
    """Something is done."""

    verb = "incident.task_done"
    sentence = _("{who} finished “{title}”")
    icon = "square-check"

    task: str
    title: str


@event
@dataclass(frozen=True, kw_only=True)
class TaskReopened(Event):
    """Something isn't done after all."""

    verb = "incident.task_reopened"
    sentence = _("{who} put “{title}” back on the list")
    icon = "undo-2"

    task: str
    title: str


@event
@dataclass(frozen=True, kw_only=True)
class TaskDropped(Event):
    """It was decided not to do this."""

    verb = "incident.task_dropped"
    sentence = _("{who} decided not to do “{title}”")
    icon = "square-x"

    task: str
    title: str


@event
@dataclass(frozen=True, kw_only=True)
class PersonSubscribed(Event):
    """Someone wants to hear of every update."""

    verb = "incident.person_subscribed"
    sentence = _("{who} follows this now")
    icon = "bell"
    aside = True


@event
@dataclass(frozen=True, kw_only=True)
class PersonUnsubscribed(Event):
    """Someone no longer wants to hear of every update."""

    verb = "incident.person_unsubscribed"
    sentence = _("{who} no longer follows this")
    icon = "bell-off"
    aside = True


@event
@dataclass(frozen=True, kw_only=True)
class AccessGranted(Event):
    """Someone was let into a restricted incident."""

    verb = "incident.access_granted"
    sentence = _("{who} let {person} in")
    icon = "key-round"

    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class AccessRevoked(Event):
    """Someone may no longer see a restricted incident."""

    verb = "incident.access_revoked"
    sentence = _("{who} took {person}'s access away")
    icon = "key-round"

    person: PersonId


@event
@dataclass(frozen=True, kw_only=True)
class ConfidentialityChanged(Event):
    """Who can see the incident changed: everyone, or only those let in."""

    verb = "incident.confidentiality_changed"
    sentence = _("{who} opened this to everyone")
    icon = "lock"

    now: str
    let_in: int = 0

    def sentence_for(self) -> str:
        if self.now != "restricted":
            return str(self.sentence)
        return ngettext(
            "{who} made this private: {let_in} person was let in",
            "{who} made this private: {let_in} people were let in",
            self.let_in,
        )


@event
@dataclass(frozen=True, kw_only=True)
class ViewSaved(Event):
    """Someone keeps a set of filters over the incident list, for themselves or for everybody."""

    verb = "view.saved"
    sentence = _("{who} saved a view of the incidents")
    icon = "bookmark"

    shared: bool = False


@event
@dataclass(frozen=True, kw_only=True)
class ViewDeleted(Event):
    """Someone let go of a saved view of the incident list."""

    verb = "view.deleted"
    sentence = _("{who} deleted a view of the incidents")
    icon = "bookmark-x"
