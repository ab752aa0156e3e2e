"""Who may see what events say of an incident, and how it may be spoken of."""

from collections.abc import Collection

from turnout.core.events.subjects import About, subject
from turnout.core.people.models import Person
from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.models.labels import OPEN
from turnout.incidents.incident.discretion import privileged_mark
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.revisions import another_revision
from turnout.incidents.incident.outward import incident_card
from turnout.incidents.incident.unnamed import refuse_naming


def _incidents_seen(ids: Collection[str], person: Person) -> set[str]:
    """Most are open to everyone, and that is quickly seen; only for the others it is asked who was let in."""
    seen: set[str] = set()
    if person.may(Permission.INCIDENTS_VIEW):
        open_ones = Incident.objects.filter(pk__in=ids, confidentiality=OPEN)
        seen.update(open_ones.values_list("pk", flat=True))
    rest = set(ids) - seen
    if rest:
        seen.update(Incident.objects.visible_to(person).filter(pk__in=rest).values_list("pk", flat=True))
    return seen


def _may_be_sent(ids: Collection[str], person: Person) -> set[str]:
    """Not what they see for having reported it without their name: the sending would show who it was."""
    found = Incident.objects.filter(pk__in=ids).select_related("parent")
    return {each.pk for each in found if each.seen_by([person], openly=True)}


def _people_who_see(id: str, people: Collection[Person]) -> set[str]:
    incident = Incident.objects.filter(pk=id).first()
    return incident.seen_by(people) if incident else set()


def _about_incidents(ids: Collection[str]) -> dict[str, About]:
    rows = Incident.objects.filter(pk__in=ids).only(
        "number", "confidentiality", "no_tipping_off", "is_privileged"
    )
    return {
        each.pk: About(
            path=f"/incidents/{each.number}/",
            reference=each.reference,
            is_open=not each.is_restricted,
            is_discreet=each.is_discreet,
            mark=privileged_mark() if each.is_privileged else "",
        )
        for each in rows
    }


subject(
    Incident,
    may_see=_incidents_seen,
    may_be_sent=_may_be_sent,
    who_sees=_people_who_see,
    about=_about_incidents,
    card=incident_card,
    lists=frozenset({"incidents", "home"}),
    after=another_revision,
    refuse_naming=refuse_naming,
)
