"""Nobody decides in their own case: whom a report is about doesn't end, lead or label it."""

from django.utils.translation import gettext as _

from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Concerned, Incident


def is_about(incident: Incident, person: Person) -> bool:
    """Whether its keepers, or its report, say that it is about this person. Never say so to anybody."""
    return Concerned.objects.filter(incident=incident.parent_id or incident.pk, person=person).exists()


def ids_concerned(incident: Incident) -> set[str]:
    """Ids of those it is about; of a draft, those it says so far."""
    if incident.drafted_concerned is not None:
        return set(incident.drafted_concerned)
    about = Concerned.objects.filter(incident=incident.parent_id or incident.pk)
    return set(about.values_list("person", flat=True))


def refuse_own_case(incident: Incident, by: Person | None) -> None:
    """Raises NotPossible for whom it is about, in words that don't say so."""
    if by is not None and is_about(incident, by):
        raise NotPossible(not_theirs())


def not_theirs() -> str:
    return _("Someone else has to do this here. Ask those who look after it, or an owner.")
