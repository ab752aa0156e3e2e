"""Who is told about changes to where reports go, and about who looks at reports first."""

from collections.abc import Iterable
from functools import partial

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from turnout.core.blueprints.events import (
    ChangeAgreed,
    ChangeHeld,
    ChangeLapsed,
    ChangeProposed,
    ChangeStopped,
    ChangeTurnedOutImpossible,
)
from turnout.core.blueprints.models import PendingChange
from turnout.core.blueprints.notices import REROUTING
from turnout.core.blueprints.pending import described, those_concerned
from turnout.core.blueprints.subjects import PAGE
from turnout.core.events.models import RecordedEvent
from turnout.core.events.reacting import reacts_to
from turnout.core.events.types import sentence_of
from turnout.core.notify.actions.tell import tell
from turnout.core.people.events import (
    PersonDeactivated,
    ReportsRerouted,
    TeamMemberAdded,
    TeamMemberRemoved,
)
from turnout.core.people.looking_first import looks_first, memberships, who_looks_first
from turnout.core.people.models import Organization, Person, Team

MOST_TEAMS = 1


@reacts_to(ChangeProposed, ChangeAgreed, ChangeStopped, ChangeHeld, ChangeLapsed, ChangeTurnedOutImpossible)
def tell_of_a_waiting_change(event: RecordedEvent) -> None:
    """Tell owners, admins, those who look first and who proposed it."""
    change = PendingChange.objects.filter(pk=event.subject_id).first()
    if change is None:
        return
    is_new = event.verb == ChangeProposed.verb
    tell(
        those_concerned(change),
        REROUTING,
        about=event,
        subject=change,
        title=partial(_said, event),
        body=partial(_terms, change) if is_new else partial(described, change),
        path=f"{PAGE}#change-{change.pk}",
    )


@reacts_to(ReportsRerouted)
def tell_of_what_holds_at_once(event: RecordedEvent) -> None:
    """Tell owners and those who look first of what was changed during set-up, or by Turnout itself."""
    organization = Organization.get()
    if organization is not None:
        _tell(event, organization, [*Person.objects.owners(), *who_looks_first()], PAGE)


@reacts_to(TeamMemberAdded, TeamMemberRemoved)
def tell_who_looks_first_now(event: RecordedEvent) -> None:
    """Tell owners and the team that looks first who joined it or is no longer in it."""
    team = Team.objects.filter(pk=event.subject_id).first()
    if team is not None and looks_first(team):
        left = Person.objects.active().filter(pk=event.event.person)
        _tell(event, team, [*Person.objects.owners(), *who_looks_first(), *left], f"/teams/{team.pk}/")


@reacts_to(PersonDeactivated)
def tell_that_one_fewer_looks_first(event: RecordedEvent) -> None:
    """Tell owners and the team that looks first when one of them can't any more."""
    team = Team.objects.filter(members=event.event.person, pk__in=_chosen()).first()
    if team is not None:
        _tell(event, team, [*Person.objects.owners(), *who_looks_first()], f"/teams/{team.pk}/")


def _chosen() -> list[str]:
    return [str(pk) for pk in Organization.objects.values_list("looks_first", flat=True)[:MOST_TEAMS] if pk]


def _tell(event: RecordedEvent, subject: Organization | Team, people: Iterable[Person], path: str) -> None:
    tell(
        people,
        REROUTING,
        about=event,
        subject=subject,
        title=partial(_said, event),
        body=partial(_why_told, subject),
        path=path,
    )


def _said(event: RecordedEvent) -> str:
    named = {event.actor_id, getattr(event.event, "person", None)} - {None}
    names = {each.pk: each.name for each in Person.objects.filter(pk__in=named)}
    return sentence_of(event, names)


def _terms(change: PendingChange) -> str:
    """What would change, from when, and who can do something about it."""
    moment = date_format(timezone.localtime(change.holds_from), "j F H:i e")
    if change.takes_two:
        when = _("It holds from %(moment)s, once a second owner or admin has agreed.") % {"moment": moment}
    else:
        when = _("It holds from %(moment)s.") % {"moment": moment}
    stops = _("Owners and those who look at new reports first can stop it.")
    return "\n".join([described(change), when, stops])


def _why_told(subject: Organization | Team) -> str:
    if isinstance(subject, Organization):
        return _("It holds right away. If it isn't right, it can be changed back in Settings.")
    return _("%(team)s looks at new reports first. %(count)s people are in it now.") % {
        "team": subject.name,
        "count": memberships().count(),
    }
