"""Nobody decides in their own case, and emergency access doesn't decide at all."""

from django.utils.translation import gettext as _

from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Access, Concerned, Incident


def is_about(incident: Incident, person: Person) -> bool:
    """Whether its keepers, or its report, say that it is about this person. Never say so to anybody."""
    return Concerned.objects.filter(incident=incident.parent_id or incident.pk, person=person).exists()


def ids_concerned(incident: Incident) -> set[str]:
    """Ids of those it is about; of a draft, those it says so far."""
    if incident.drafted_concerned is not None:
        return set(incident.drafted_concerned)
    about = Concerned.objects.filter(incident=incident.parent_id or incident.pk)
    return set(about.values_list("person", flat=True))


def ids_with_borrowed_sight(incident: Incident) -> set[str]:
    """Ids of those who see it through emergency access alone: they read and answer, and decide nothing."""
    whole = incident.parent or incident
    borrowed = Access.objects.filter(incident=whole, until__gt=clock.now(), person__isnull=False)
    ids = set(borrowed.values_list("person", flat=True))
    return ids - {whole.reporter_id or ""} - {held.person_id for held in whole.holders} if ids else ids


def refuse_own_case(incident: Incident, by: Person | None) -> None:
    """Raises NotPossible for whom it is about, in words that don't say so; and for emergency access, which
    reads and answers."""
    if by is None:
        return
    if is_about(incident, by) or (incident.is_sealed and by.pk in ids_with_borrowed_sight(incident)):
        raise NotPossible(not_theirs())


def not_theirs() -> str:
    return _("Someone else has to do this here. Ask those who look after it, or an owner.")
