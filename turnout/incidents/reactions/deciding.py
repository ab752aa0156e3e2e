"""Who is told of what takes two, and of who decides: those who look after it, and whom it concerns."""

from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.people.models import Person
from turnout.incidents.access.events import (
    KeeperLeft,
    KeeperNamed,
    KeepersCameIn,
    ProposalAgreed,
    ProposalLapsed,
    ProposalMade,
    ProposalStopped,
    ProposalTookEffect,
)
from turnout.incidents.access.keepers import keepers_of
from turnout.incidents.access.models import Proposal
from turnout.incidents.access.proposals import Act, acts, hour_is_enough, who_hears
from turnout.incidents.audience import notices
from turnout.incidents.telling import incident_of, named_in, tell_by_number


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
    if event.verb == ProposalMade.verb and not hour_is_enough(found):
        body = _takes_second
    tell_by_number(
        people,
        notices.PROPOSED if event.verb == ProposalMade.verb else notices.DECIDED,
        event,
        incident,
        lambda: str(title()) % named_in(event, incident),
        partial(_settled, act, found, body),
    )


def _takes_second() -> str:
    return _("Agree or stop it there. It happens only if someone agrees.")


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
    named = {**named_in(event, incident), "person": person.name}
    comes = event.verb == KeeperNamed.verb
    tell_by_number(
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
    tell_by_number(
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
        tell_by_number(
            Person.objects.active().filter(pk__in=event.event.people),
            notices.KEEPER,
            event,
            incident,
            lambda: _("You now look after %(reference)s") % {"reference": incident.reference},
            lambda: _("Too few people did, and nobody should decide alone."),
        )
