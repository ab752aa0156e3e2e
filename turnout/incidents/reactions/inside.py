"""Who is told when somebody asks to see what isn't open, breaks a seal, or comes in with a team."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.notify.actions.tell import tell
from turnout.core.notify.models import Notification
from turnout.core.people.events import AccessRenewed, TeamMemberAdded
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import PERMISSIONS_OF, Permission
from turnout.incidents.access.events import AccessAnswered, AccessAsked, SealBreakAsked, SealBroken
from turnout.incidents.access.members import members_of, those_who_may_let_in
from turnout.incidents.audience import notices
from turnout.incidents.definitions.models.labels import SEALED
from turnout.incidents.incident.models import Access, AccessRequest, GlassBreak, Incident, RoleAssignment
from turnout.incidents.incident.models.incident import IncidentQuerySet

ABLE = [role for role, allowed in PERMISSIONS_OF.items() if Permission.INCIDENTS_BREAK_SEAL in allowed]
MOST_ABLE = 200  # told of one request
TOLD_AS_ONE = timedelta(hours=1)
MOST_SEALED = 50  # incidents looked at when a team grows, or a link into an account is made
DISCREET = Q(confidentiality=SEALED) | Q(no_tipping_off=True)


def _growth(person: str, team: str, reference: str) -> str:
    names = {"person": person, "team": team, "reference": reference}
    return _("%(person)s joined %(team)s, which sees %(reference)s") % names


@reacts_to(TeamMemberAdded)
def tell_who_looks_after_what_a_team_sees(event: RecordedEvent) -> None:
    """Tell members: a team manager could let someone into an incident that must stay unknown."""
    team = Team.objects.filter(pk=event.subject_id).first()
    joined = Person.objects.filter(pk=event.event.person).first()
    if team is None or joined is None:
        return
    hidden = Incident.objects.filter(DISCREET, access__team=team)
    title = partial(_growth, joined.name, team.name)
    _tell_those_inside(hidden, joined, event, title, lambda: _("If they shouldn't see it, keep them out."))


@reacts_to(AccessRenewed)
def tell_of_a_link_into_an_account(event: RecordedEvent) -> None:
    """With it somebody else could be them: they hear of it, and so do those inside what must stay unknown
    and names them. Nothing is said of what they reported without their name."""
    person = Person.objects.filter(pk=event.event.person).first()
    if person is None:
        return
    names = {"who": event.actor.name if event.actor else "", "person": person.name}
    tell(
        [person],
        notices.NEW_LINK,
        about=event,
        subject=person,
        title=lambda: _("%(who)s made a link into your account") % names,
        body=lambda: _("Whoever has it chooses your password anew. If you didn't ask for it, tell an owner."),
        path="/profile/",
    )
    named = Q(access__in=Access.objects.present().filter(person=person)) | Q(
        assignments__in=RoleAssignment.objects.present().filter(person=person)
    )
    hidden = Incident.objects.whole().filter(DISCREET, named | Q(reporter=person)).distinct()
    _tell_those_inside(hidden, person, event, partial(_link, names), partial(_ask_them, person.name))


def _tell_those_inside(
    hidden: IncidentQuerySet,
    person: Person,
    event: RecordedEvent,
    title: Callable[[str], str],
    body: Callable[[], str],
) -> None:
    """Tell those who decide who sees each of these, but the person it's about; `title` takes a reference."""
    for incident in hidden.newest_first()[:MOST_SEALED]:
        tell(
            [each for each in those_who_may_let_in(incident) if each.pk != person.pk],
            notices.INSIDERS,
            about=event,
            subject=incident,
            title=partial(title, incident.reference),
            body=body,
            path=f"/incidents/{incident.number}/access/",
        )


def _link(names: dict[str, str], reference: str) -> str:
    words = _("%(who)s made a link into the account of %(person)s, who sees %(reference)s")
    return words % {**names, "reference": reference}


def _ask_them(name: str) -> str:
    return _("Ask %(name)s whether they wanted it. If not, keep them out until it is settled.") % {
        "name": name
    }


@reacts_to(AccessAsked)
def tell_who_may_let_in(event: RecordedEvent) -> None:
    """Tell those who decide who sees it that somebody asks; they answer with one click."""
    incident = Incident.objects.filter(pk=event.subject_id).first()
    asked = AccessRequest.objects.select_related("person").filter(pk=event.event.request).first()
    if incident is not None and asked is not None:
        tell(
            those_who_may_let_in(incident),
            notices.ASKS_IN,
            about=event,
            subject=incident,
            title=lambda: (
                _("%(who)s asks to see %(reference)s")
                % {"who": asked.person.name, "reference": incident.reference}
            ),
            body=asked.reason,
            path=f"/incidents/{incident.number}/access/",
        )


@reacts_to(AccessAnswered)
def tell_who_asked_to_be_let_in(event: RecordedEvent) -> None:
    """Tell somebody what became of their wish to be let in. A no says nothing of the incident."""
    asked = AccessRequest.objects.select_related("person", "incident").filter(pk=event.event.request).first()
    if asked is None:
        return
    granted = event.event.granted
    tell(
        [asked.person],
        notices.ANSWERED,
        about=event,
        subject=asked.incident if granted else asked,
        title=lambda: _("You were let in") if granted else _("You weren't let in this time"),
        body=lambda: (
            _("What you asked to see is open to you now.")
            if granted
            else _("Those who look after what you asked to see keep it among themselves. It isn't about you.")
        ),
        path=f"/incidents/{asked.incident.number}/" if granted else "/notifications/",
    )


@reacts_to(SealBreakAsked, SealBroken)
def tell_those_inside_of_the_seal(event: RecordedEvent) -> None:
    """Everyone inside hears at once that somebody asks to open it, and that two people did."""
    incident = Incident.objects.filter(pk=event.subject_id).first()
    asked = GlassBreak.objects.select_related("asked_by").filter(pk=event.event.request).first()
    if incident is None or asked is None:
        return
    names = {
        "who": asked.asked_by.name,
        "second": event.actor.name if event.actor else "",
        "reference": incident.reference,
    }
    opened = event.verb == SealBroken.verb
    tell(
        members_of(incident),
        notices.SEAL,
        about=event,
        subject=incident,
        title=lambda: (
            _("%(reference)s was opened to %(who)s") % names
            if opened
            else _("%(who)s asks to open %(reference)s in an emergency") % names
        ),
        body=lambda: _("%(second)s agreed.") % names if opened else _("A second person has to agree."),
        path=f"/incidents/{incident.number}/",
    )


@reacts_to(SealBreakAsked)
def tell_the_second_person(event: RecordedEvent) -> None:
    """Tell those who can agree to open something sealed, unless they are kept out of it. Several requests of
    one person within an hour are told once: the page lists them all."""
    asked = GlassBreak.objects.select_related("asked_by").filter(pk=event.event.request).first()
    if asked is None:
        return
    others = GlassBreak.objects.filter(
        asked_by=asked.asked_by, asked_at__gt=asked.asked_at - TOLD_AS_ONE, asked_at__lte=asked.asked_at
    ).exclude(pk=asked.pk)
    told = Notification.objects.filter(kind=notices.SEAL, subject_id__in=others.values("pk"))
    able = Person.objects.active().filter(role__in=ABLE).exclude(pk__in=told.values("person"))[:MOST_ABLE]
    names = {"who": asked.asked_by.name, "number": asked.number}
    tell(
        able,
        notices.SEAL,
        about=event,
        subject=asked,
        title=lambda: _("%(who)s asks to open INC-%(number)s in an emergency") % names,
        body=asked.reason,
        path="/sealed/",
    )
