"""Who is told about an incident, and why: one answer, for the preview on the report page and for sending."""

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db.models import Exists, Q
from django.utils.translation import gettext as _

from turnout.core.conditions import Conditions
from turnout.core.events.models import RecordedEvent
from turnout.core.notify.channels import how_people_are_told
from turnout.core.notify.models import Notification
from turnout.core.people import looking_first
from turnout.core.people.models import Person, Team
from turnout.core.people.permissions import PERMISSIONS_OF, Permission
from turnout.incidents.audience import notices
from turnout.incidents.audience.models import Reach
from turnout.incidents.audience.rules import MOST, Rule, matching, people_of
from turnout.incidents.definitions.models import IncidentType, Severity
from turnout.incidents.definitions.models.labels import OPEN, RESTRICTED, TEAM, closest
from turnout.incidents.definitions.models.severities import is_worse
from turnout.incidents.fields.values import set_draft_fields
from turnout.incidents.incident.events import IncidentRaised
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.incident import NAMED
from turnout.incidents.incident.models.modes import RETROSPECTIVE
from turnout.incidents.incident.own_case import ids_concerned

MOST_TEAMS = 20  # let in at the start


@dataclass(frozen=True)
class RecipientGroup:
    """Some of the people told: what they have in common, how they are told, and why."""

    label: str
    people: tuple[Person, ...]
    how: str
    why: str
    in_app_only: bool = False
    is_urgent: bool = False  # doesn't wait for the end of quiet hours


class Recipients(NamedTuple):
    """People who are told in one way."""

    people: list[Person]
    in_app_only: bool
    urgent: bool


@dataclass(frozen=True)
class Audience:
    """Who is told about a new incident, and who may see it although it is private.

    hearings  empty if it is reported quietly
    let_in    people whom rules let into a private one, told or not
    rules     those that let them in
    teams     let in with all their members, if teams may see it
    """

    recipient_groups: list[RecipientGroup] = field(default_factory=list)
    let_in: tuple[Person, ...] = ()
    rules: tuple[Rule, ...] = ()
    teams: tuple[Team, ...] = ()

    @property
    def people(self) -> list[Person]:
        """Everyone who is told, each once."""
        return list({person.pk: person for each in self.recipient_groups for person in each.people}.values())

    @property
    def is_urgent(self) -> bool:
        return any(each.is_urgent for each in self.recipient_groups)

    def by_reach(self) -> list["Recipients"]:
        """The same people by how they are told: each once, in the most urgent way that applies to them."""
        ways: dict[str, tuple[bool, bool]] = {}
        for each in sorted(self.recipient_groups, key=lambda each: (each.is_urgent, not each.in_app_only)):
            ways |= {person.pk: (each.in_app_only, each.is_urgent) for person in each.people}
        return [
            Recipients(
                [each for each in self.people if ways[each.pk] == way], in_app_only=way[0], urgent=way[1]
            )
            for way in dict.fromkeys(ways.values())
        ]

    def without(self, ids: Collection[str]) -> "Audience":
        """The same without these people."""
        left = [
            replace(each, people=tuple(person for person in each.people if person.pk not in ids))
            for each in self.recipient_groups
        ]
        return replace(self, recipient_groups=[each for each in left if each.people])


def draft_of(
    *,
    type: IncidentType | None,
    severity: Severity | None,
    private: bool,
    place: str,
    by: Person | None,
    reported_as: str = NAMED,
    mode: str = "standard",
    fields: Mapping[str, Any] | None = None,
    about: Collection[Person] = (),
) -> Incident:
    """The incident as it would be if it were reported like this. Nothing is saved.

    by     the reporter, even if someone else reports it for them
    about  whom it is about: they aren't told, and don't look at it first
    """
    draft = Incident(
        type=type,
        discipline_id=type.discipline_id if type else None,
        severity=severity,
        place=place,
        confidentiality=first_label(type, private=private),
        reporter=by if reported_as == NAMED else None,
        reported_as=reported_as,
        mode=mode,
    )
    draft.drafted_concerned = frozenset(each.pk for each in about)
    set_draft_fields(draft, fields or {})
    return draft


def first_label(type: IncidentType | None, *, private: bool) -> str:
    """The first label of an incident of this type; at least restricted if the reporter asks for that."""
    return closest(type.starts_as if type else OPEN, RESTRICTED if private else OPEN)


def audience_of(incident: Incident, *, quiet: bool = False, by: Person | None = None) -> Audience:
    """Who is told that this was reported, for a saved incident or a draft. Nobody is woken by it.

    by  who reports it, if that isn't the reporter: then the reporter is told first, even if it is quiet

    The person who reports it isn't included: they follow it anyway. An unnamed reporter is told like everyone
    else, since a gap would show who it was. A private incident is told only to people who may see it; an
    exercise to nobody else. Nor is one that is over already, or reported quietly, unless it is serious:
    that is never silent by the choice of who writes it.
    """
    named = incident.reporter
    if incident.is_exercise or (named is None and incident.reported_as == NAMED):
        return Audience()
    for_them = [_for_them(named)] if named and by and by.pk != named.pk else []
    reports = {each.pk for each in (named, by) if each} if named else set()
    found = _audience_of(incident, but=reports | ids_concerned(incident))
    over = incident.mode == RETROSPECTIVE
    told = [each for each in found.recipient_groups if each.people]
    if (quiet or over) and not incident.is_serious:
        told = []
    elif over:
        told = [_unhurried(each) for each in told]
    return Audience([*for_them, *told], found.let_in, found.rules, found.teams)


def _unhurried(group: RecipientGroup) -> RecipientGroup:
    """The same for what is over already: nobody has to come running."""
    return replace(group, is_urgent=False, how=how_people_are_told()) if group.is_urgent else group


def who_may_know_reporter(incident: Incident) -> list[Person]:
    """Who may learn who reported a saved or draft incident confidentially: those who triage it."""
    return triagers_of(incident)


def _audience_of(incident: Incident, *, but: Collection[str]) -> Audience:
    rules_that_hold = matching(incident)
    if incident.is_restricted:
        rules_that_hold = [rule for rule in rules_that_hold if rule.lets_in]
    members = people_of(rules_that_hold, incident, but=but)
    rules = tuple(rule for rule in rules_that_hold if members[rule.id])
    recipient_groups = [_recipients(rule, members[rule.id], incident) for rule in rules]
    if incident.is_sealed and _may_be_alone(incident, recipient_groups):
        recipient_groups += [_private_viewers(but, sealed=True)]  # named in it, or nobody would ever look
    if incident.is_restricted and incident.confidentiality != TEAM and _is_about_owners(incident, but):
        recipient_groups += [_instead_of_owners(but)] if _may_be_alone(incident, recipient_groups) else []
    let_in = {person.pk: person for each in recipient_groups for person in each.people}
    teams: tuple[Team, ...] = ()
    if incident.confidentiality == TEAM:
        teams = _teams_of(incident.reporter)
        first = [each] if (each := _triage_team(but)) else []
        first += [_private_viewers(but)] if _may_be_alone(incident, first) else []
        recipient_groups = [*first, *recipient_groups]
    elif incident.is_restricted:
        recipient_groups += [_private_viewers(but)] if _may_be_alone(incident, recipient_groups) else []
    else:
        first = [each] if (each := _triage_team(but)) else []
        first += [_admins(but, beside=first)] if _may_be_alone(incident, first) else []
        recipient_groups = [*first, *recipient_groups]
        let_in, rules = {}, ()
    return Audience(recipient_groups, tuple(let_in.values()), rules, teams)


def _may_be_alone(incident: Incident, recipient_groups: list[RecipientGroup]) -> bool:
    """Whether nobody would look at it; or only one person, who might be the unnamed reporter, or would decide
    alone about what is private, because its reporter doesn't respond."""
    reporter = incident.reporter
    is_second = reporter is not None and reporter.may(Permission.INCIDENTS_RESPOND)
    people = {person.pk for each in recipient_groups for person in each.people}
    alone = incident.reported_as == NAMED and (is_second or not incident.is_restricted)
    return len(people) < (1 if alone else 2)


def audience_of_new(incident: Incident, event: RecordedEvent | None = None) -> Audience:
    """The same for an incident that was reported: only people who may see it.

    event  IncidentRaised, if the caller has it
    """
    if event is None:
        raised = RecordedEvent.objects.filter(subject_id=incident.pk, verb=IncidentRaised.verb)
        event = raised.select_related("actor").first()
    quiet, by = (bool(event.event.quiet), event.actor) if event else (False, None)
    return _seeing(incident, audience_of(incident, quiet=quiet, by=by))


def audience_seeing(incident: Incident) -> Audience:
    """Who would be told of it, were it reported as it is now: only people who may see it."""
    return _seeing(incident, audience_of(incident))


def audience_of_worse(incident: Incident, to: Severity, *, by: Person) -> Audience:
    """Who is told about a worse severity and wasn't told before, except the person who sets it. Nobody if it
    isn't worse."""
    if not is_worse(to, incident.severity):
        return Audience()
    return newly_told(with_severity(incident, to)).without({by.pk})


def newly_told(incident: Incident) -> Audience:
    """Who is told about it as it is (or would be) now, without those who were told before."""
    told = Notification.objects.filter(subject_id=incident.pk, kind__in=notices.OF_AUDIENCE)
    return audience_of(incident).without(set(told.values_list("person", flat=True)))


def newly_told_seeing(incident: Incident) -> Audience:
    """The same for one that was saved: those who may see it."""
    return _seeing(incident, newly_told(incident))


def with_severity(incident: Incident, to: Severity) -> Incident:
    """A draft with this severity. Nothing is saved."""
    draft = copy(incident)
    draft.severity = to
    return draft


def _seeing(incident: Incident, audience: Audience) -> Audience:
    people = audience.people
    return audience.without({person.pk for person in people} - incident.seen_by(people))


def triagers_of(incident: Incident) -> list[Person]:
    """Who triages this incident while it has no lead, whether they were told at first or not."""
    recipient_groups = audience_of(incident).recipient_groups
    looking = recipient_groups if incident.is_restricted else recipient_groups[:1]
    return list({person.pk: person for each in looking for person in each.people}.values())


def is_triager(person: Person) -> Q:
    """Whether new reports wait for this person: a member of the team that looks first, or anyone while
    nobody is in it."""
    there = looking_first.memberships()
    return Q(Exists(there.filter(person=person))) | ~Q(Exists(there))


def who_may_see_private() -> list[Person]:
    """Everyone who may see every private incident without being let in."""
    return list(Person.objects.active().filter(role__in=roles_with(Permission.INCIDENTS_VIEW_PRIVATE))[:MOST])


def _recipients(rule: Rule, people: tuple[Person, ...], incident: Incident) -> RecipientGroup:
    urgent = rule.reach == Reach.AT_ONCE and incident.is_serious
    here = rule.reach == Reach.HERE
    if here:
        how = _("in Turnout")
    else:
        how = _("at once, even in their quiet hours") if urgent else how_people_are_told()
    return RecipientGroup(rule.name, people, how, _why(rule.conditions), in_app_only=here, is_urgent=urgent)


def _why(conditions: Conditions) -> str:
    if not conditions.groups:
        return _("they hear of everything")
    asked = [condition for group in conditions.groups for condition in group]
    if len(asked) == 1 and asked[0].reference.name == "department" and asked[0].operation == "one_of":
        return _("they hear of everything in %(disciplines)s") % {"disciplines": asked[0].named}
    return _("they hear when %(conditions)s") % {"conditions": conditions}


def _private_viewers(but: Collection[str], *, sealed: bool = False) -> RecipientGroup:
    return RecipientGroup(
        label=_("Keepers of private incidents"),
        people=tuple(person for person in who_may_see_private() if person.pk not in but),
        how=how_people_are_told(),
        why=_("no rule names anybody for it yet, and someone has to look")
        if sealed
        else _("they may see every private incident, and someone has to look"),
    )


def _is_about_owners(incident: Incident, but: Collection[str]) -> bool:
    """Whether it is about whoever would look at what is private, and nobody else would."""
    viewers = {person.pk for person in who_may_see_private()}
    return bool(viewers & ids_concerned(incident)) and viewers <= set(but)


def _instead_of_owners(but: Collection[str]) -> RecipientGroup:
    people = {person.pk: person for person in looking_first.who_looks_first() if person.pk not in but}
    if len(people) < looking_first.FEWEST:
        people |= {person.pk: person for person in looking_first.admins(but=but)}
    return RecipientGroup(
        label=_("Instead of owners"),
        people=tuple(people.values()),
        how=how_people_are_told(),
        why=_("it is about whoever else would look at it"),
    )


def _teams_of(reporter: Person | None) -> tuple[Team, ...]:
    """Those who see an incident that teams may see, from the start: the one that looks first, and
    the teams of its reporter.

    Not the teams of one who isn't named: they would say a lot about who it is.
    """
    first = Q(pk__in=looking_first.chosen_team().values("pk"))
    theirs = first | (Q(members=reporter) if reporter else Q(pk=None))
    return tuple(Team.objects.filter(theirs).distinct()[:MOST_TEAMS])


def _triage_team(but: Collection[str]) -> RecipientGroup | None:
    team = looking_first.chosen_team().first()
    members = team.members.filter(is_active=True).exclude(pk__in=but)[:MOST] if team else ()
    people = tuple(person for person in members if person.may(Permission.INCIDENTS_VIEW))
    if team is None or not people:
        return None
    return RecipientGroup(team.name, people, how_people_are_told(), _("they look at every new report first"))


def _admins(but: Collection[str], *, beside: list[RecipientGroup]) -> RecipientGroup:
    people = tuple(looking_first.admins(but=but))
    if beside:
        why = _("the team that looks first has one person; with them nobody looks alone")
    else:
        why = _("no team with anyone in it was chosen to look first, so they do")
    return RecipientGroup(_("Admins"), people, how_people_are_told(), why)


def _for_them(reporter: Person) -> RecipientGroup:
    return RecipientGroup(
        reporter.name, (reporter,), how_people_are_told(), _("it is reported for them, and they follow it")
    )


def roles_with(permission: Permission) -> list[str]:
    return [role for role, permissions in PERMISSIONS_OF.items() if permission in permissions]
