"""Who is told that somebody else changed, ended or removed what was theirs."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.events.types import Event
from turnout.core.notify.actions.tell import tell
from turnout.core.people.models import Person
from turnout.incidents.audience import notices
from turnout.incidents.incident.events import SeverityChanged, SummaryChanged, TimesChanged
from turnout.incidents.incident.models import Incident
from turnout.incidents.reporters.feedback import tell_reporter
from turnout.incidents.room.events import (
    FileAttached,
    FileRemoved,
    LinkAdded,
    LinkRemoved,
    TaskChanged,
    TaskDeleted,
    TaskDone,
    TaskDropped,
    TaskReopened,
    TextErased,
    UpdatePosted,
)
from turnout.incidents.room.models import Task
from turnout.incidents.telling import incident_of, tell_about, who_acted

ENDED = {
    TaskDone.verb: lambda: _("%(who)s finished “%(title)s”, which was yours"),
    TaskDropped.verb: lambda: _("%(who)s decided not to do “%(title)s”, which was yours"),
    TaskDeleted.verb: lambda: _("%(who)s deleted “%(title)s”, which was yours"),
    TaskReopened.verb: lambda: _("%(who)s put “%(title)s” back on your list"),
}
BROUGHT = {FileRemoved.verb: (FileAttached.verb, "attachment"), LinkRemoved.verb: (LinkAdded.verb, "link")}


def _somebody_elses(row: RecordedEvent, event: Event) -> bool:
    owner = getattr(event, "owner", None)
    return owner is not None and owner != row.actor_id


@reacts_to(TaskDone, TaskDropped, TaskDeleted, TaskReopened, when=_somebody_elses)
def tell_whose_task_ended(event: RecordedEvent) -> None:
    """Tell the owner of a task that somebody else finished, dropped, deleted or reopened it, and why."""
    incident = incident_of(event)
    if incident is not None:
        tell_about(
            Person.objects.filter(pk=event.event.owner),
            notices.YOURS,
            event,
            incident,
            lambda: ENDED[event.verb]() % {"who": who_acted(event), "title": event.event.title},
            event.event.note or incident.name,
        )


@reacts_to(TaskChanged)
def tell_whose_task_changed(event: RecordedEvent) -> None:
    """Tell whose task it was that somebody else reworded it, moved it in time, or gave it to another."""
    incident, said = incident_of(event), event.event
    task = Task.objects.filter(pk=said.task).first()
    owner = said.was_owner or (task.owner_id if task and not said.now_owner else None)
    if incident is None or owner is None:
        return
    title = said.was_title or said.title

    def words() -> str:
        names = {"who": who_acted(event), "title": title}
        if not said.was_owner:
            return _("%(who)s changed “%(title)s”, which is yours") % names
        new = Person.objects.filter(pk=said.now_owner).first()
        if new is None:
            return _("%(who)s took “%(title)s” off your list") % names
        return _("%(who)s handed “%(title)s” over to %(new)s") % {**names, "new": new.name}

    at = f"changes/{event.pk}/"
    tell_about(Person.objects.filter(pk=owner), notices.YOURS, event, incident, words, incident.name, at=at)


@reacts_to(FileRemoved, LinkRemoved)
def tell_whose_it_was(event: RecordedEvent) -> None:
    """Tell who added a file or link that somebody else removed it, and that it can be brought back."""
    incident, said = incident_of(event), event.event
    if incident is None:
        return

    def words() -> str:
        name = said.name if event.verb == FileRemoved.verb else said.title
        return _("%(who)s removed “%(name)s”, which you added") % {"who": who_acted(event), "name": name}

    def body() -> str:
        return _("It's hidden for 30 days, then deleted. Until then you can bring it back.")

    if said.owner:
        owner = Person.objects.filter(pk=said.owner)
        tell_about(owner, notices.YOURS, event, incident, words, body, at="removed/")
    elif _came_from_reporter(event):
        tell_reporter(incident, notices.YOURS, about=event, title=words, body=lambda: "")


def _came_from_reporter(removed: RecordedEvent) -> bool:
    verb, thing = BROUGHT[removed.verb]
    named = {f"data__{thing}": removed.data[thing], "data__part": "from_reporter"}
    return RecordedEvent.objects.filter(subject_id=removed.subject_id, verb=verb, **named).exists()


@reacts_to(SummaryChanged)
def tell_whose_words_were_rewritten(event: RecordedEvent) -> None:
    """Tell who wrote the summary last that somebody else rewrote it. In Turnout only: it happens often."""
    incident = incident_of(event)
    if incident is None or not event.event.was:
        return
    before = RecordedEvent.objects.filter(
        subject_id=incident.pk, verb=SummaryChanged.verb, pk__lt=event.pk
    ).order_by("-pk")
    last = before.first()

    def words() -> str:
        return _("%(who)s rewrote your summary: %(name)s") % {"who": who_acted(event), "name": incident.name}

    def body() -> str:
        return _("What it said before is kept.")

    writer = last.actor_id if last else incident.reporter_id
    if writer:
        writers, at = Person.objects.filter(pk=writer), f"changes/{event.pk}/"
        tell_about(writers, notices.YOURS, event, incident, words, body, in_app_only=True, at=at)
    elif last is None:
        tell_reporter(incident, notices.YOURS, about=event, title=words, body=body)


@reacts_to(SeverityChanged, when=lambda _row, event: bool(event.was) and not event.worse)
def tell_lead_that_it_counts_as_less_severe(event: RecordedEvent) -> None:
    """Tell the lead that somebody else lowered the severity, and why."""
    said = event.event
    _tell_lead(
        event,
        lambda incident: (
            _("%(who)s lowered the severity from %(was)s to %(now)s: %(name)s")
            % {"who": who_acted(event), "was": said.was, "now": said.now, "name": incident.name}
        ),
        body=said.note,
    )


@reacts_to(UpdatePosted, when=lambda _row, event: bool(event.cleared))
def tell_whose_promise_was_cleared(event: RecordedEvent) -> None:
    """Tell the lead, and who gave it, that the promise of another update is no more."""
    _tell_lead(
        event,
        lambda incident: (
            _("%(who)s cleared the promised update: %(name)s")
            % {"who": who_acted(event), "name": incident.name}
        ),
        also=event.event.promised_by,
    )


@reacts_to(TimesChanged, when=lambda _row, event: any(event.was))
def tell_lead_that_times_changed(event: RecordedEvent) -> None:
    """Tell the lead that somebody else changed when it was."""
    _tell_lead(
        event,
        lambda incident: (
            _("%(who)s changed when it was: %(name)s") % {"who": who_acted(event), "name": incident.name}
        ),
        at=f"changes/{event.pk}/",
    )


@reacts_to(TextErased, when=lambda row, event: event.author not in (None, row.actor_id))
def tell_whose_words_were_erased(event: RecordedEvent) -> None:
    """Tell who wrote something that it was erased for good, by whom and why; only by whom and where, if they
    can't see the incident any more."""
    incident = incident_of(event)
    author = Person.objects.active().filter(pk=event.event.author).first()
    if incident is None or author is None:
        return
    names = {"who": who_acted(event), "reference": incident.reference}
    if incident.seen_by([author], openly=True):
        tell_about(
            [author],
            notices.YOURS,
            event,
            incident,
            lambda: _("%(who)s erased something of yours: %(reference)s") % names,
            event.event.note,
        )
    else:
        tell(
            [author],
            notices.YOURS,
            about=event,
            subject=author,
            title=lambda: _("%(who)s erased something of yours: %(reference)s") % names,
            path="/notifications/",
        )


def _tell_lead(
    event: RecordedEvent,
    title: Callable[[Incident], str],
    body: str = "",
    *,
    also: str | None = None,
    at: str = "",
) -> None:
    incident = incident_of(event)
    if incident is None:
        return
    ids = {also, incident.lead.pk if incident.lead else None} - {None}
    people = Person.objects.active().filter(pk__in=ids)
    tell_about(people, notices.LED, event, incident, lambda: title(incident), body, at=at)
