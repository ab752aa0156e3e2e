"""Who speaks with a reporter, and who else hears when a word to them felt wrong or the end seems wrong."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from turnout.core.people.looking_first import MOST, memberships, who_looks_first
from turnout.core.people.models import Person
from turnout.core.people.permissions import BaseRole, Permission
from turnout.incidents.access.keepers import is_keeper, keepers_of
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.own_case import ids_concerned, refuse_own_case


def may_write_to_reporter(incident: Incident, person: Person) -> bool:
    """The lead, those who look after it, those who look first: nobody else writes to the reporter."""
    return (
        incident.lead == person
        or is_keeper(incident, person)
        or any(each.pk == person.pk for each in who_looks_first())
    )


def offers_writing(incident: Incident, person: Person) -> bool:
    """The same in one question, for pages that many look at: of an open one it leaves out who was named its
    keeper."""
    if incident.is_restricted:
        return may_write_to_reporter(incident, person)
    if incident.lead == person or person.may(Permission.INCIDENTS_VIEW_PRIVATE):
        return True
    first = set(memberships().values_list("person", flat=True)[:MOST])
    return person.pk in first if first else person.role == BaseRole.ADMIN


def refuse_writing_to_reporter(incident: Incident, by: Person) -> None:
    """Raises NotPossible where somebody else speaks with the reporter."""
    refuse_own_case(incident, by)
    if not may_write_to_reporter(incident, by):
        raise NotPossible(
            _("Only the lead, and those who look after this or look first, write to the reporter. Ask them.")
        )


def others_who_look(incident: Incident, *, but: Collection[str]) -> list[Person]:
    """Those who look first and those who look after it, without these people and whom it is about."""
    left_out = {*but, *ids_concerned(incident)}
    people = {each.pk: each for each in [*who_looks_first(), *keepers_of(incident)]}
    allowed = incident.seen_by(list(people.values()), openly=True)
    return [each for pk, each in people.items() if pk in allowed and pk not in left_out]
