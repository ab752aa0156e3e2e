"""Who is told of what takes two, and of what somebody lost or was given: at once, and from whom."""

from collections.abc import Callable, Iterable
from functools import partial

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.notify.actions.tell import MessageText, tell
from turnout.core.people.models import Person
from turnout.incidents.access.actions.access_requests import access_request_token, can_request_access
from turnout.incidents.access.events import (
    AccessGranted,
    AccessRevoked,
    ConfidentialityChanged,
    KeeperLeft,
    KeeperNamed,
    KeepersCameIn,
    PersonExcluded,
    ProposalAgreed,
    ProposalLapsed,
    ProposalMade,
    ProposalStopped,
    ProposalTookEffect,
    RoleAssigned,
    RoleEnded,
    TeamAccessRevoked,
    TeamExcluded,
)
from turnout.incidents.access.keepers import keepers_of
from turnout.incidents.access.members import is_kept_out
from turnout.incidents.access.models import Proposal
from turnout.incidents.access.proposals import Act, acts, who_hears
from turnout.incidents.audience import notices
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.own_case import ids_concerned
from turnout.incidents.incident.unnamed import unnamed_reporter_told
from turnout.incidents.reporters.events import ReporterLookedUp
from turnout.incidents.telling import incident_of, who_acted


def _tell(
    people: Iterable[Person],
    kind: str,
    event: RecordedEvent,
    incident: Incident,
    title: MessageText,
    body: MessageText = "",
    path: str = "",
) -> None:
    """Those who see it. What is told here names it by its number alone."""
    path = path or f"/incidents/{incident.number}/"
    tell(people, kind, about=event, subject=incident, title=title, body=body, path=path)


def _tell_outside(
    people: Iterable[Person],
    kind: str,
    event: RecordedEvent,
    title: MessageText,
    body: MessageText = "",
    path: str = "/notifications/",
) -> None:
    """Those who may no longer see it, so what they are told is about themselves."""
    for person in people:
        tell([person], kind, about=event, subject=person, title=title, body=body, path=path)


def _named(event: RecordedEvent, incident: Incident) -> dict[str, str]:
    return {"who": who_acted(event), "reference": incident.reference}


@reacts_to(ProposalMade, ProposalAgreed, ProposalStopped, ProposalTookEffect, ProposalLapsed)
def tell_of_proposal(event: RecordedEvent) -> None:
    """Those who look after it, and whom else it concerns, hear that something waits for a second person, and
    what became of it; so does who proposed it. Never whom it would take something from."""
    found = Proposal.objects.select_related("incident__parent", "by").filter(pk=event.subject_id).first()
    if found is None or found.act not in acts:
        return
    incident, act = found.incident, acts[found.act]
    people = who_hears(found)
    if event.verb != ProposalMade.verb:
        people.append(found.by)
    title, body = _WHAT_BECAME[event.verb]
    _tell(
        people,
        notices.PROPOSED if event.verb == ProposalMade.verb else notices.DECIDED,
        event,
        incident,
        lambda: str(title()) % _named(event, incident),
        partial(_settled, act, found, body),
    )


def _settled(act: Act, proposal: Proposal, body: Callable[[], str]) -> str:
    return f"{act.says(proposal.data)}. {body()}".strip()


_WHAT_BECAME: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    ProposalMade.verb: (
        lambda: _("%(who)s needs a second person: %(reference)s"),
        lambda: _("Agree or stop it there. If nobody stops it, it'll happen in an hour."),
    ),
    ProposalAgreed.verb: (lambda: _("%(who)s agreed: %(reference)s"), lambda: _("Done.")),
    ProposalStopped.verb: (lambda: _("%(who)s stopped what was proposed: %(reference)s"), lambda: ""),
    ProposalTookEffect.verb: (
        lambda: _("An hour has passed: %(reference)s"),
        lambda: _("Nobody stopped it, so it's done."),
    ),
    ProposalLapsed.verb: (
        lambda: _("What was proposed can no longer be done: %(reference)s"),
        lambda: _("Nothing was changed."),
    ),
}


@reacts_to(KeeperNamed, KeeperLeft)
def tell_keeper(event: RecordedEvent) -> None:
    """Somebody looks after it now, or no longer; and the others hear whom they decide with."""
    incident = incident_of(event)
    person = Person.objects.filter(pk=event.event.person).first()
    if incident is None or person is None:
        return
    named = {**_named(event, incident), "person": person.name}
    comes = event.verb == KeeperNamed.verb
    _tell(
        [person],
        notices.KEEPER,
        event,
        incident,
        lambda: (
            _("%(who)s asked you to look after %(reference)s, too") % named
            if comes
            else _("You no longer look after %(reference)s") % named
        ),
        lambda: (
            _("With the others you decide who can see it, who is kept out and what is erased.")
            if comes
            else ""
        ),
        f"/incidents/{incident.number}/keepers/" if comes else "",
    )
    others = [each for each in keepers_of(incident) if each.pk != person.pk]
    _tell(
        others,
        notices.KEEPER,
        event,
        incident,
        lambda: (
            _("%(who)s added %(person)s to those who look after %(reference)s") % named
            if comes
            else _("%(person)s no longer looks after %(reference)s") % named
        ),
        path=f"/incidents/{incident.number}/keepers/",
    )


@reacts_to(KeepersCameIn)
def tell_who_came_in(event: RecordedEvent) -> None:
    """Too few looked after it: owners hear that they do now."""
    incident = incident_of(event)
    if incident is not None:
        _tell(
            Person.objects.active().filter(pk__in=event.event.people),
            notices.KEEPER,
            event,
            incident,
            lambda: _("You now look after %(reference)s") % {"reference": incident.reference},
            lambda: _("Too few people did, and nobody should decide alone."),
        )


@reacts_to(AccessGranted, AccessRevoked)
def tell_who_was_let_in_or_out(event: RecordedEvent) -> None:
    """They hear of it from whom; those who look after it do, too, where somebody else let them in."""
    incident = incident_of(event)
    person = Person.objects.filter(pk=event.event.person).first()
    if incident is None or person is None:
        return
    named, came_in = {**_named(event, incident), "person": person.name}, event.verb == AccessGranted.verb
    if not came_in and not is_kept_out(incident, person):
        _tell_outside(
            [person],
            notices.LOST_SIGHT,
            event,
            lambda: _("You can no longer see %(reference)s. %(who)s removed your access.") % named,
            path=_way_back(incident),
        )
    if came_in:
        _tell(
            [person], notices.LET_IN, event, incident, lambda: _("%(who)s let you in: %(reference)s") % named
        )
        _tell(
            [each for each in keepers_of(incident) if each.pk not in (person.pk, event.actor_id)],
            notices.KEEPER,
            event,
            incident,
            lambda: _("%(who)s let %(person)s in: %(reference)s") % named,
            path=f"/incidents/{incident.number}/access/",
        )


def _let_in(named: dict[str, str]) -> str:
    return _("%(who)s let you in: %(reference)s") % named


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
    named = _named(event, incident)
    _tell_outside(
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
        _tell(
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
    named = {**_named(event, incident), "now": now.name, "role": event.event.role}
    _tell_outside(
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
    """The same where nobody holds it now; unless they are kept out, which may stay unsaid."""
    incident = incident_of(event)
    person = Person.objects.filter(pk=event.event.person).first()
    if incident is None or person is None or is_kept_out(incident, person):
        return
    named = {**_named(event, incident), "role": event.event.role}
    _tell_outside(
        [person],
        notices.ROLE_OVER,
        event,
        lambda: _("%(who)s ended your role, %(role)s: %(reference)s") % named,
    )


@reacts_to(PersonExcluded, TeamExcluded)
def tell_an_owner_of_an_exclusion(event: RecordedEvent) -> None:
    """Whoever is kept out hears nothing, so owners do whom it doesn't concern: that it happened, not who."""
    incident = incident_of(event)
    if incident is None:
        return
    concerned = ids_concerned(incident)
    owners = [
        each
        for each in Person.objects.owners()
        if each.pk not in concerned and not is_kept_out(incident, each)
    ]
    kept_out = incident.exclusions.count()
    _tell_outside(
        owners,
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
        named = _named(event, incident)
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
