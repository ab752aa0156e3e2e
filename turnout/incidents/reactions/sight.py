"""Who is told of sight and roles that they were given or lost: at once, and from whom."""

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.notify.actions.tell import tell
from turnout.core.people.models import Person
from turnout.incidents.access.actions.access_requests import access_request_token, can_request_access
from turnout.incidents.access.events import (
    AccessGranted,
    AccessRevoked,
    ConfidentialityChanged,
    PersonExcluded,
    RoleAssigned,
    RoleEnded,
    TeamAccessRevoked,
    TeamExcluded,
)
from turnout.incidents.access.keepers import keepers_of
from turnout.incidents.access.members import is_kept_out, outside_eyes
from turnout.incidents.audience import notices
from turnout.incidents.incident.models import Incident, RoleAssignment
from turnout.incidents.incident.unnamed import unnamed_reporter_told
from turnout.incidents.reporters.events import ReporterLookedUp
from turnout.incidents.telling import incident_of, named_in, tell_by_number, tell_outside, who_acted


@reacts_to(AccessGranted, AccessRevoked)
def tell_who_was_let_in_or_out(event: RecordedEvent) -> None:
    """They hear of it from whom; those who look after it do, too, where somebody else let them in."""
    incident = incident_of(event)
    person = Person.objects.filter(pk=event.event.person).first()
    if incident is None or person is None:
        return
    named, came_in = {**named_in(event, incident), "person": person.name}, event.verb == AccessGranted.verb
    if not came_in and not is_kept_out(incident, person):
        tell_outside(
            [person],
            notices.LOST_SIGHT,
            event,
            lambda: _("You can no longer see %(reference)s. %(who)s removed your access.") % named,
            path=_way_back(incident),
        )
    if came_in:
        tell_by_number(
            [person], notices.LET_IN, event, incident, lambda: _("%(who)s let you in: %(reference)s") % named
        )
        tell_by_number(
            [each for each in keepers_of(incident) if each.pk not in (person.pk, event.actor_id)],
            notices.KEEPER,
            event,
            incident,
            lambda: _("%(who)s let %(person)s in: %(reference)s") % named,
            path=f"/incidents/{incident.number}/access/",
        )


@reacts_to(ConfidentialityChanged, TeamAccessRevoked)
def tell_who_lost_sight(event: RecordedEvent) -> None:
    """Whoever followed it and no longer sees it hears that at once, from whom, and how to ask for it back;
    those who look after it, and who still follow it, hear how it may be seen now."""
    incident = incident_of(event)
    if incident is None:
        return
    followers = incident.followers()
    see = incident.seen_by(followers)
    lost = [each for each in followers if each.pk not in see and not is_kept_out(incident, each)]
    named = named_in(event, incident)
    tell_outside(
        lost,
        notices.LOST_SIGHT,
        event,
        lambda: _("You can no longer see %(reference)s. %(who)s changed who can see it.") % named,
        lambda: _("If you need it, ask for it back: one press is enough."),
        _way_back(incident),
    )
    if event.verb == ConfidentialityChanged.verb:
        inside = {
            each.pk: each for each in (*keepers_of(incident), *(each for each in followers if each.pk in see))
        }
        tell_by_number(
            inside.values(),
            notices.LABEL,
            event,
            incident,
            lambda: _("%(who)s changed who can see %(reference)s") % named,
            lambda: incident.label,
            f"/incidents/{incident.number}/access/",
        )


def _way_back(incident: Incident) -> str:
    return f"/access/{access_request_token(incident)}/" if can_request_access(incident) else "/notifications/"


@reacts_to(RoleAssigned, when=lambda _row, event: event.was is not None)
def tell_former_holder(event: RecordedEvent) -> None:
    """Who held a role hears at once that somebody else does now, and from whom."""
    incident = incident_of(event)
    person = Person.objects.filter(pk=event.event.was).first()
    now = Person.objects.filter(pk=event.event.person).first()
    if incident is None or person is None or now is None:
        return
    named = {**named_in(event, incident), "now": now.name, "role": event.event.role}
    tell_outside(
        [person],
        notices.ROLE_OVER,
        event,
        lambda: (
            _("%(now)s is %(role)s now: %(reference)s") % named
            if event.event.taken
            else _("%(who)s handed %(role)s over to %(now)s: %(reference)s") % named
        ),
    )


@reacts_to(RoleEnded)
def tell_whose_role_ended(event: RecordedEvent) -> None:
    """The same where nobody holds it now; unless they are kept out, which may stay unsaid. Whoever gave it
    hears that its holder can't do it."""
    incident = incident_of(event)
    person = Person.objects.filter(pk=event.event.person).first()
    if incident is None or person is None or is_kept_out(incident, person):
        return
    named = {**named_in(event, incident), "role": event.event.role}
    if event.actor_id == person.pk:
        tell_by_number(
            _who_gave(event, incident),
            notices.ROLE_OVER,
            event,
            incident,
            lambda: _("%(who)s can't be %(role)s: %(reference)s") % named,
            lambda: _("Nobody has that role now."),
        )
        return
    tell_outside(
        [person],
        notices.ROLE_OVER,
        event,
        lambda: _("%(who)s ended your role, %(role)s: %(reference)s") % named,
    )


def _who_gave(event: RecordedEvent, incident: Incident) -> list[Person]:
    """Whoever gave the role to who gave it up, if that was somebody else and is still here."""
    held = RoleAssignment.objects.filter(
        incident=incident, role=event.event.role_id, person=event.event.person
    ).latest("assigned_at", "pk")
    return list(Person.objects.active().filter(pk=held.given_by_id).exclude(pk=event.event.person))


@reacts_to(PersonExcluded, TeamExcluded)
def tell_an_owner_of_an_exclusion(event: RecordedEvent) -> None:
    """Whoever is kept out hears nothing, so owners do whom it doesn't concern (or admins, where no owner is
    left): that it happened, not who."""
    incident = incident_of(event)
    if incident is None:
        return
    kept_out = incident.exclusions.count()
    tell_outside(
        outside_eyes(incident),
        notices.KEPT_OUT,
        event,
        lambda: _("Someone is kept out of %(reference)s") % {"reference": incident.reference},
        lambda: (
            _("%(who)s decided it with a second person, or nobody stopped it. Kept out so far: %(n)s.")
            % {"who": who_acted(event), "n": kept_out}
        ),
    )


@reacts_to(ReporterLookedUp)
def tell_reporter_who_looked(event: RecordedEvent) -> None:
    """Whoever reported it without their name hears who looked them up and why, in Turnout only."""
    incident = incident_of(event)
    if incident is not None:
        named = named_in(event, incident)
        tell(
            unnamed_reporter_told(incident),
            notices.LOOKED_UP,
            about=event,
            subject=incident,
            title=lambda: _("%(who)s looked up who reported %(reference)s") % named,
            body=event.event.note,
            path=f"/incidents/{incident.number}/",
            in_app_only=True,
        )
