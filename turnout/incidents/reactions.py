"""Who is told when something happens in an incident."""

from django.db.models import Q
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.notify.actions.tell import MessageText, tell
from turnout.core.people.events import TeamMemberAdded
from turnout.core.people.models import Person, Team
from turnout.incidents import reactions_deciding as reactions_deciding  # so that they are found, too
from turnout.incidents import reactions_inside as reactions_inside
from turnout.incidents import reactions_leaving as reactions_leaving
from turnout.incidents import reactions_scripts as reactions_scripts
from turnout.incidents import reactions_spoken as reactions_spoken
from turnout.incidents import reactions_yours as reactions_yours
from turnout.incidents.access.events import RoleAssigned
from turnout.incidents.audience import notices
from turnout.incidents.audience.floods import is_flooded
from turnout.incidents.audience.models import AudienceRule
from turnout.incidents.audience.resolver import (
    audience_of_new,
    newly_told_seeing,
    triagers_of,
    who_may_see_private,
)
from turnout.incidents.definitions.models import Role
from turnout.incidents.definitions.models.labels import SEALED
from turnout.incidents.incident.events import (
    IncidentAccepted,
    IncidentCanceled,
    IncidentDeclined,
    IncidentMerged,
    IncidentRaised,
    IncidentReopened,
    IncidentResolved,
    NearMissNoted,
    ReporterLeftWaiting,
    ReporterTold,
    SeverityChanged,
)
from turnout.incidents.incident.models import Access, Incident
from turnout.incidents.incident.models.modes import RETROSPECTIVE
from turnout.incidents.incident.unnamed import unnamed_followers
from turnout.incidents.reactions_spoken import tell_of_flood
from turnout.incidents.reporters.events import PersonThanked, ReporterThanked, TeamThanked
from turnout.incidents.reporters.feedback import send_feedback, tell_reporter
from turnout.incidents.room.events import (
    MessageEdited,
    MessagePosted,
    TaskAdded,
    TaskChanged,
    UpdateMissed,
    UpdatePosted,
)
from turnout.incidents.room.models import Message, Task, Update
from turnout.incidents.telling import incident_of as _incident
from turnout.incidents.telling import tell_about as _tell
from turnout.incidents.telling import tell_audience as _tell_audience
from turnout.incidents.telling import who_acted as _who


def _tell_followers(
    event: RecordedEvent, incident: Incident, kind: str, title: MessageText, body: MessageText
) -> None:
    """Those who follow, and a reporter who isn't named, in Turnout only."""
    unnamed = unnamed_followers(incident)
    hidden = {person.pk for person in unnamed}
    _tell(
        [each for each in incident.followers() if each.pk not in hidden], kind, event, incident, title, body
    )
    _tell(unnamed, kind, event, incident, title, body, in_app_only=True)


@reacts_to(IncidentRaised)
def tell_who_looks_first(event: RecordedEvent) -> None:
    """Tell those the report page promised would hear."""
    incident = _incident(event)
    if incident is None:
        return
    audience, whose = audience_of_new(incident, event), event.event.on_behalf_of
    if is_flooded(incident):
        tell_of_flood(audience.people, event, incident)
        return
    _tell(
        [person for person in audience.people if person.pk == whose],
        notices.RAISED,
        event,
        incident,
        lambda: _("%(who)s reported this for you: %(name)s") % {"who": _who(event), "name": incident.name},
        incident.summary,
    )
    _tell_audience(
        audience.without({whose} if whose else ()),
        notices.RAISED,
        event,
        incident,
        lambda: _("Reported: %(name)s") % {"name": incident.name},
    )


@reacts_to(SeverityChanged, when=lambda _row, event: event.worse)
def tell_who_hears_now_that_it_is_worse(event: RecordedEvent) -> None:
    """Tell those the severity sheet promised would hear, who weren't told before."""
    incident = _incident(event)
    if incident is not None and (incident.is_open or incident.mode == RETROSPECTIVE):
        _tell_audience(
            newly_told_seeing(incident),
            notices.WORSE,
            event,
            incident,
            lambda: _("%(severity)s: %(name)s") % {"severity": incident.severity, "name": incident.name},
        )


@reacts_to(IncidentRaised, when=lambda row, event: row.source != "api" and event.mode == "standard")
def thank_reporter(event: RecordedEvent) -> None:
    """Thank the reporter right away and say what happens next. Scripts need no thanks."""
    incident = _incident(event)
    if incident is None:
        return
    tell_reporter(
        incident,
        notices.THANKS,
        about=None,  # they did it themselves, and hear of it all the same
        title=lambda: _("Thank you for saying so: %(name)s") % {"name": incident.name},
        body=lambda: (
            _("It's noted as %(reference)s. Someone looks at it, and you'll hear what becomes of it.")
            % {"reference": incident.reference}
        ),
    )


@reacts_to(UpdatePosted)
def tell_followers_of_update(event: RecordedEvent) -> None:
    """Carry an update to everybody who follows."""
    incident = _incident(event)
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
    incident = _incident(event)
    if incident is None:
        return
    send_feedback(incident, notices.OUTCOME, event)
    wording = _TURNS[event.verb]
    _tell(
        [person for person in incident.followers() if person.pk != incident.reporter_id],
        notices.STATE,
        event,
        incident,
        lambda: gettext(wording) % {"name": incident.name},
        event.event.note,
    )


@reacts_to(RoleAssigned)
def tell_new_holder(event: RecordedEvent) -> None:
    """Tell somebody that they hold a role now, and what it asks of them. Only they read the instructions."""
    incident = _incident(event)
    person = Person.objects.filter(pk=event.event.person).first()
    if incident is None or person is None:
        return
    said = event.event
    called = {"pk": said.role_id} if said.role_id else {"name": said.role}  # as it was recorded at first
    role = Role.objects.filter(**called).first()
    _tell(
        [person],
        notices.ROLE,
        event,
        incident,
        lambda: (
            _("You are %(role)s: %(name)s")
            % {"role": role.name if role else said.role, "name": incident.name}
        ),
        role.instructions if role else "",
    )


@reacts_to(MessagePosted, MessageEdited, when=lambda _row, event: bool(event.mentioned))
def tell_mentioned(event: RecordedEvent) -> None:
    """Tell those whose name a message calls."""
    incident = _incident(event)
    message = Message.objects.filter(pk=event.event.message, removed_at__isnull=True).first()
    if incident is None or message is None:
        return
    _tell(
        Person.objects.active().filter(pk__in=event.event.mentioned),
        notices.MENTION,
        event,
        incident,
        lambda: _("%(who)s mentioned you: %(name)s") % {"who": _who(event), "name": incident.name},
        message.body,
    )


@reacts_to(TaskAdded, TaskChanged, when=lambda _row, event: event.owner is not None)
def tell_task_owner(event: RecordedEvent) -> None:
    """Tell somebody what they were asked to do."""
    incident = _incident(event)
    task = Task.objects.filter(pk=event.event.task).first()
    if incident is None or task is None:
        return
    _tell(
        Person.objects.filter(pk=event.event.owner),
        notices.TASK,
        event,
        incident,
        lambda: _("%(who)s asks you: %(title)s") % {"who": _who(event), "title": task.title},
        incident.name,
    )


@reacts_to(UpdateMissed)
def remind_of_missed_update(event: RecordedEvent) -> None:
    """Remind the lead (else whoever has a role, else the last to post) that an update is overdue."""
    incident = _incident(event)
    if incident is None:
        return
    last = Update.objects.filter(incident=incident).select_related("author").order_by("-created_at").first()
    lead, others = incident.lead, [held.person for held in incident.holders]
    owing = [lead] if lead else others or ([last.author] if last and last.author else [])
    if owing:
        _tell(
            owing,
            notices.LATE,
            event,
            incident,
            lambda: _("An update is late: %(name)s") % {"name": incident.name},
            lambda: _("A short word is enough: what you know, and when the next one comes."),
        )


@reacts_to(ReporterTold)
def tell_reporter_how_it_stands(event: RecordedEvent) -> None:
    """Pass an update on to the reporter."""
    incident = _incident(event)
    if incident is not None:
        send_feedback(incident, notices.OUTCOME, event)


@reacts_to(ReporterThanked)
def carry_thanks_to_reporter(event: RecordedEvent) -> None:
    """Pass thanks on to the reporter."""
    incident = _incident(event)
    if incident is not None:
        send_feedback(incident, notices.THANKED, event)


@reacts_to(PersonThanked, TeamThanked)
def carry_thanks(event: RecordedEvent) -> None:
    """Carry thanks to those they are for, and to nobody else."""
    incident = _incident(event)
    if incident is not None:
        meant = Q(teams=event.event.team) if event.verb == TeamThanked.verb else Q(pk=event.event.person)
        _tell(
            Person.objects.active().filter(meant),
            notices.THANKED,
            event,
            incident,
            lambda: _("%(who)s thanks you: %(name)s") % {"who": _who(event), "name": incident.name},
            event.event.note,
        )


@reacts_to(ReporterLeftWaiting)
def remind_of_waiting_reporter(event: RecordedEvent) -> None:
    """Remind the lead (or, without one, those in triage) that the reporter is waiting to hear."""
    incident = _incident(event)
    if incident is not None:
        _tell(
            [incident.lead] if incident.lead else triagers_of(incident),
            notices.WAITING,
            event,
            incident,
            lambda: _("Somebody waits to hear what became of this: %(name)s") % {"name": incident.name},
            lambda: _("A sentence to whoever reported it is enough, even if you're still looking."),
        )


@reacts_to(TeamMemberAdded)
def tell_owners_who_will_see_private_incidents(event: RecordedEvent) -> None:
    """Tell owners: a team manager could let someone in through a rule's team."""
    team = Team.objects.filter(pk=event.subject_id).first()
    if team is None:
        return
    sees_some = Access.objects.filter(team=team).exclude(incident__confidentiality=SEALED).exists()
    if not sees_some and not AudienceRule.objects.filter(teams=team, lets_in=True).exists():
        return
    joined = Person.objects.filter(pk=event.event.person).first()
    names = {"person": joined.name if joined else "", "team": team.name}
    tell(
        [owner for owner in who_may_see_private() if owner.pk != event.actor_id],
        notices.INSIDERS,
        about=event,
        subject=team,
        title=lambda: _("%(person)s joined %(team)s") % names,
        body=lambda: (
            _("%(who)s added them. This team sees private incidents, or is let in by a rule.")
            % {"who": _who(event)}
        ),
        path=f"/teams/{team.pk}/",
    )
