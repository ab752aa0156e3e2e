"""Who is told of what was raised, and of what got worse; whoever raised it is thanked."""

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.notify.actions.tell import tell
from turnout.core.people.events import TeamMemberAdded
from turnout.core.people.models import Person, Team
from turnout.incidents.audience import notices
from turnout.incidents.audience.floods import is_flooded
from turnout.incidents.audience.models import AudienceRule
from turnout.incidents.audience.resolver import (
    audience_of_new,
    newly_told_seeing,
    who_may_see_private,
)
from turnout.incidents.definitions.models.labels import SEALED
from turnout.incidents.incident.events import (
    IncidentRaised,
    SeverityChanged,
)
from turnout.incidents.incident.models import Access
from turnout.incidents.incident.models.modes import RETROSPECTIVE
from turnout.incidents.reactions.spoken import tell_of_flood
from turnout.incidents.reporters.feedback import tell_reporter
from turnout.incidents.telling import incident_of, tell_about, tell_audience, who_acted


@reacts_to(IncidentRaised)
def tell_who_looks_first(event: RecordedEvent) -> None:
    """Tell those the report page promised would hear."""
    incident = incident_of(event)
    if incident is None:
        return
    audience, whose = audience_of_new(incident, event), event.event.on_behalf_of
    if is_flooded(incident):
        tell_of_flood(audience.people, event, incident)
        return
    tell_about(
        [person for person in audience.people if person.pk == whose],
        notices.RAISED,
        event,
        incident,
        lambda: (
            _("%(who)s reported this for you: %(name)s") % {"who": who_acted(event), "name": incident.name}
        ),
        incident.summary,
    )
    tell_audience(
        audience.without({whose} if whose else ()),
        notices.RAISED,
        event,
        incident,
        lambda: _("Reported: %(name)s") % {"name": incident.name},
    )


@reacts_to(SeverityChanged, when=lambda _row, event: event.worse)
def tell_who_hears_now_that_it_is_worse(event: RecordedEvent) -> None:
    """Tell those the severity sheet promised would hear, who weren't told before."""
    incident = incident_of(event)
    if incident is not None and (incident.is_open or incident.mode == RETROSPECTIVE):
        tell_audience(
            newly_told_seeing(incident),
            notices.WORSE,
            event,
            incident,
            lambda: _("%(severity)s: %(name)s") % {"severity": incident.severity, "name": incident.name},
        )


@reacts_to(IncidentRaised, when=lambda row, event: row.source != "api" and event.mode == "standard")
def thank_reporter(event: RecordedEvent) -> None:
    """Thank the reporter right away and say what happens next. Scripts need no thanks."""
    incident = incident_of(event)
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
            % {"who": who_acted(event)}
        ),
        path=f"/teams/{team.pk}/",
    )
