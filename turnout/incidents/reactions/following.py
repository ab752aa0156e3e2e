"""Who is told how it goes on: those who follow, and whoever owes them a word."""

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.notify.actions.tell import MessageText
from turnout.incidents.audience import notices
from turnout.incidents.incident.events import (
    IncidentAccepted,
    IncidentCanceled,
    IncidentDeclined,
    IncidentMerged,
    IncidentReopened,
    IncidentResolved,
    NearMissNoted,
)
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.unnamed import unnamed_followers
from turnout.incidents.reporters.feedback import send_feedback
from turnout.incidents.room.events import (
    UpdateMissed,
    UpdatePosted,
)
from turnout.incidents.room.models import Update
from turnout.incidents.telling import incident_of, tell_about


def _tell_followers(
    event: RecordedEvent, incident: Incident, kind: str, title: MessageText, body: MessageText
) -> None:
    """Those who follow, and a reporter who isn't named, in Turnout only."""
    unnamed = unnamed_followers(incident)
    hidden = {person.pk for person in unnamed}
    tell_about(
        [each for each in incident.followers() if each.pk not in hidden], kind, event, incident, title, body
    )
    tell_about(unnamed, kind, event, incident, title, body, in_app_only=True)


@reacts_to(UpdatePosted)
def tell_followers_of_update(event: RecordedEvent) -> None:
    """Carry an update to everybody who follows."""
    incident = incident_of(event)
    update = Update.objects.filter(pk=event.event.update).first()
    if incident is None or update is None:
        return
    _tell_followers(
        event,
        incident,
        notices.UPDATE,
        lambda: _("Update: %(name)s") % {"name": incident.name},
        update.body,
    )


_TURNS = {
    IncidentAccepted.verb: gettext_noop("We're on it: %(name)s"),
    IncidentDeclined.verb: gettext_noop("Looked at, and fine: %(name)s"),
    NearMissNoted.verb: gettext_noop("A near miss: %(name)s"),
    IncidentResolved.verb: gettext_noop("Resolved: %(name)s"),
    IncidentReopened.verb: gettext_noop("Open again: %(name)s"),
    IncidentCanceled.verb: gettext_noop("Called off: %(name)s"),
    IncidentMerged.verb: gettext_noop("Goes on as part of another incident: %(name)s"),
}


@reacts_to(
    IncidentAccepted,
    IncidentDeclined,
    IncidentResolved,
    IncidentReopened,
    IncidentCanceled,
    IncidentMerged,
    NearMissNoted,
)
def tell_followers_of_turn(event: RecordedEvent) -> None:
    """Tell followers about a turning point; the reporter gets a message of their own."""
    incident = incident_of(event)
    if incident is None:
        return
    send_feedback(incident, notices.OUTCOME, event)
    wording = _TURNS[event.verb]
    tell_about(
        [person for person in incident.followers() if person.pk != incident.reporter_id],
        notices.STATE,
        event,
        incident,
        lambda: gettext(wording) % {"name": incident.name},
        event.event.note,
    )


@reacts_to(UpdateMissed)
def remind_of_missed_update(event: RecordedEvent) -> None:
    """Remind the lead (else whoever has a role, else the last to post) that an update is overdue."""
    incident = incident_of(event)
    if incident is None:
        return
    last = Update.objects.filter(incident=incident).select_related("author").order_by("-created_at").first()
    lead, others = incident.lead, [held.person for held in incident.holders]
    owing = [lead] if lead else others or ([last.author] if last and last.author else [])
    if owing:
        tell_about(
            owing,
            notices.LATE,
            event,
            incident,
            lambda: _("An update is late: %(name)s") % {"name": incident.name},
            lambda: _("A short word is enough: what you know, and when the next one comes."),
        )
