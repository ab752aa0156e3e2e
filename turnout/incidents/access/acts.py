"""What takes two here: another label, keeping out and letting back, special handling, who looks after it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from turnout.core.people.models import Membership, Person, Team
from turnout.incidents.access.actions.keepers import remove_keeper, say_whom_it_is_about
from turnout.incidents.access.actions.visibility import (
    change_label,
    change_marks,
    exclude_person,
    exclude_team,
    lift_exclusion,
)
from turnout.incidents.access.members import members_of
from turnout.incidents.access.proposals import Data, act
from turnout.incidents.definitions.models.labels import LABEL_NAMES, SEALED
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.actions.locking import UNCHECKED
from turnout.incidents.incident.models import Exclusion, Incident

SHOWN = 5  # names in one sentence


def _name(data: Data) -> str:
    """Whom or which team it is about, by the name they have now."""
    if data.get("team"):
        return Team.objects.filter(pk=data["team"]).values_list("name", flat=True).first() or _("a team")
    return Person.objects.filter(pk=data.get("person")).values_list("name", flat=True).first() or _("someone")


def _person(data: Data) -> Person:
    person: Person = Person.objects.get(pk=data["person"])
    return person


def _team(id: str) -> Team:
    found = Team.objects.filter(pk=id).first()
    if found is None:
        raise NotPossible(_("That team isn't there any more."))
    return found


def _those_it_concerns(incident: Incident, data: Data) -> Iterable[Person]:
    """Sealing takes sight from those who take part; opening shows what they wrote: all may stop it."""
    return incident.followers() if not incident.is_restricted else members_of(incident)


def _says_label(data: Data) -> str:
    if data["to"] == SEALED:
        return _("Seal this, so that only the people named in it see it")
    names = Team.objects.filter(pk__in=data.get("teams", ())).order_by("name").values_list("name", flat=True)
    said = _("Let more people see this: %(label)s") % {"label": LABEL_NAMES[data["to"]]}
    return f"{said} ({', '.join(names)})" if names else said


@act("label", says=_says_label, others=_those_it_concerns)
def _label(incident: Incident, data: Data, by: Person) -> None:
    teams = Team.objects.filter(pk__in=data.get("teams", ()))
    if teams and data["to"] == SEALED:
        raise NotPossible(_("Sealing it lets nobody in. Let the teams in first, or afterwards."))
    change_label(incident, data["to"], teams=teams, by=by, was=data.get("was", UNCHECKED))


@act("marks", says=lambda _data: _("Take the special handling off"), others=_those_it_concerns)
def _marks(incident: Incident, data: Data, by: Person) -> None:
    change_marks(incident, privileged=data["privileged"], no_tipping_off=data["no_tipping_off"], by=by)


def _those_kept_out(data: Data) -> set[str]:
    if data.get("team"):
        return set(Membership.objects.filter(team=data["team"]).values_list("person", flat=True))
    return {data["person"]}


@act("exclude", says=lambda data: _("Keep %(name)s out") % {"name": _name(data)}, against=_those_kept_out)
def _exclude(incident: Incident, data: Data, by: Person) -> None:
    if data.get("team"):
        exclude_team(incident, _team(data["team"]), by=by)
    else:
        exclude_person(incident, _person(data), by=by)


@act("lift", says=lambda data: _("Stop keeping %(name)s out") % {"name": _name(data)})
def _lift(incident: Incident, data: Data, by: Person) -> None:
    found = Exclusion.objects.filter(
        incident=incident, person=data.get("person") or None, team=data.get("team") or None
    ).first()
    if found is None:
        raise NotPossible(_("Nobody is kept out like that any more."))
    lift_exclusion(found, by=by)


@act("keeper", says=lambda data: _("%(name)s no longer looks after this") % {"name": _name(data)})
def _keeper(incident: Incident, data: Data, by: Person) -> None:
    remove_keeper(incident, _person(data), by=by)


def _says_concerned(data: Data) -> str:
    people = Person.objects.filter(pk__in=data["people"]).order_by("folded")[:SHOWN]
    names = ", ".join(each.name for each in people)
    return _("Note whom this is about: %(names)s") % {"names": names or _("nobody")}


@act("concerned", says=_says_concerned, against=lambda data: set(data["people"]))
def _concerned(incident: Incident, data: Data, by: Person) -> None:
    say_whom_it_is_about(incident, Person.objects.filter(pk__in=data["people"]), by=by)
