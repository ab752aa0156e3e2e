"""Who is told when somebody's role in Turnout changes, they leave or join a team, and what follows."""

from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.notify.actions.tell import tell
from turnout.core.people.events import (
    AccessChangeAsked,
    AccessChangeStopped,
    BaseRoleChanged,
    PersonDeactivated,
)
from turnout.core.people.models import Organization, Person
from turnout.core.people.permissions import PERMISSIONS_OF, ROLE_NAMES, BaseRole, Permission
from turnout.incidents.access import notices
from turnout.incidents.access.actions.leaving import Ended, end_roles_of, leave_enough_keepers
from turnout.incidents.access.events import KeptOutTeamJoined
from turnout.incidents.access.keepers import keepers_of
from turnout.incidents.audience.resolver import triagers_of
from turnout.incidents.definitions.models.labels import OPEN
from turnout.incidents.definitions.models.lifecycles import UNFINISHED_CATEGORIES
from turnout.incidents.incident.models import Incident, RoleAssignment
from turnout.incidents.telling import incident_of, tell_about, who_acted

MOST_HIDDEN = 50  # incidents whose insiders are told of one wish
RESPONDING = {role for role, allowed in PERMISSIONS_OF.items() if Permission.INCIDENTS_RESPOND in allowed}


def _named(event: RecordedEvent) -> Person | None:
    person: Person | None = Person.objects.filter(pk=event.subject_id).first()
    return person


def _role(key: str) -> str:
    return str(ROLE_NAMES[BaseRole(key)])


@reacts_to(BaseRoleChanged)
def tell_whose_role_changed(event: RecordedEvent) -> None:
    """Whoever may do more or less from now on hears it at once, and from whom."""
    person, who, said = _named(event), who_acted(event), event.event
    if person is None:
        return
    tell(
        [person],
        notices.YOUR_ACCESS,
        about=event,
        subject=person,
        title=lambda: _("%(who)s changed your role to %(role)s") % {"who": who, "role": _role(said.now)},
        body=lambda: (
            _("It was %(role)s before. If that's a surprise, ask them, or an owner.")
            % {"role": _role(said.was)}
        ),
        path=f"/people/{person.pk}/",
    )


@reacts_to(AccessChangeAsked, AccessChangeStopped)
def tell_of_a_wish_that_waits(event: RecordedEvent) -> None:
    """They and the owners hear what an admin asked for, and when an owner stopped it."""
    person, who, organization = _named(event), who_acted(event), Organization.get()
    if person is None or organization is None:
        return
    asked, to, name = isinstance(event.event, AccessChangeAsked), event.event.to, person.name

    def title(whom: str) -> str:
        names = {"who": who, "person": whom, "role": _role(to) if to else ""}
        if asked and to:
            return _("%(who)s asked to make %(person)s a %(role)s") % names
        if asked:
            return _("%(who)s asked to deactivate %(person)s") % names
        return _("%(who)s stopped what an admin had asked for %(person)s") % names

    def body() -> str:
        return _("It'll happen in an hour unless an owner stops it.") if asked else _("Nothing changes.")

    how: dict[str, Any] = {"about": event, "body": body, "path": f"/people/{person.pk}/"}
    tell([person], notices.YOUR_ACCESS, subject=person, title=lambda: title(_("you")), **how)
    owners = [each for each in Person.objects.owners() if each.pk != person.pk]
    tell(owners, notices.ASKED_FOR, subject=organization, title=lambda: title(name), **how)


@reacts_to(AccessChangeAsked)
def tell_insiders_of_a_wish_that_waits(event: RecordedEvent) -> None:
    """Where they have a part in something that isn't open, those who look after it hear in time: it may be
    about that admin. Nothing is said of what somebody reported without their name."""
    person, who = _named(event), who_acted(event)
    if person is None:
        return
    named = Q(assignments__in=RoleAssignment.objects.present().filter(person=person)) | Q(reporter=person)
    hidden = Incident.objects.whole().exclude(confidentiality=OPEN).filter(named)
    for incident in hidden.filter(category__in=UNFINISHED_CATEGORIES).distinct().newest_first()[:MOST_HIDDEN]:
        names = {"who": who, "person": person.name, "reference": incident.reference}
        tell(
            [each for each in keepers_of(incident) if each.pk != person.pk],
            notices.LEFT_BEHIND,
            about=event,
            subject=incident,
            title=partial(_soon, names),
            body=lambda: _("An owner can stop it within the hour."),
            path=f"/incidents/{incident.number}/",
        )


def _soon(names: dict[str, str]) -> str:
    words = _("%(who)s asked to take a role from %(person)s, who has a part in %(reference)s")
    return words % names


@reacts_to(PersonDeactivated, BaseRoleChanged)
def end_what_they_held(event: RecordedEvent) -> None:
    """Whoever left, or may no longer respond, holds no role in what is unfinished; those they worked with are
    told what is free now."""
    person = _named(event)
    if person is None or (person.is_active and person.role in RESPONDING):
        return
    who = who_acted(event)
    for ended in end_roles_of(person, by=event.actor):
        _tell_what_is_free(ended, person, who)
    leave_enough_keepers(person)


def _tell_what_is_free(ended: Ended, person: Person, who: str) -> None:
    incident, role = Incident.objects.select_related("reporter").get(pk=ended.incident.pk), ended.role
    people = [held.person for held in incident.holders]
    people += [incident.reporter] if incident.reporter else []
    people += keepers_of(incident) if incident.is_restricted else []
    others = [each for each in people if each.pk != person.pk]
    names = {"person": person.name, "role": role.name, "who": who, "name": incident.name}

    def body() -> str:
        why = _("%(who)s changed what %(person)s can do in Turnout.") % names
        return f"{why} {_('It needs a new lead: can you take it?')}" if role.is_lead else why

    tell_about(
        others if others or not role.is_lead else triagers_of(incident),
        notices.LEFT_BEHIND,
        ended.event,
        incident,
        lambda: _("%(person)s is no longer %(role)s: %(name)s") % names,
        body,
    )


@reacts_to(KeptOutTeamJoined)
def tell_who_looks_after_it_that_a_team_grew(event: RecordedEvent) -> None:
    """Someone who is inside was put into a team that is kept out: they stay in, and it is known."""
    incident, said = incident_of(event), event.event
    joined = Person.objects.filter(pk=said.person).first()
    if incident is None or joined is None:
        return
    names = {"who": who_acted(event), "person": joined.name, "team": said.team, "name": incident.name}
    tell_about(
        [joined, *keepers_of(incident)],
        notices.LEFT_BEHIND,
        event,
        incident,
        lambda: _("%(person)s joined %(team)s, which is kept out of this: %(name)s") % names,
        lambda: _("%(who)s added them. They have a part in it, so they stay in.") % names,
    )
