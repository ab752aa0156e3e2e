"""Who stands behind a report without a name. All that is known of them is asked here and nowhere else."""

from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.incident import NAMED
from turnout.incidents.incident.models.parts import Direction
from turnout.incidents.incident.models.unnamed import UnnamedReporter
from turnout.incidents.incident.own_case import is_about


def is_unnamed_reporter(incident: Incident, person: Person) -> bool:
    """Whether this person reported it, or the incident it is a workstream of, without being named."""
    whole = incident.parent or incident
    return (
        whole.reported_as != NAMED and UnnamedReporter.objects.filter(incident=whole, person=person).exists()
    )


def shown_author(incident: Incident, person: Person | None) -> tuple[Person | None, str]:
    """The author to show, and the direction of the message: an unnamed reporter stays unnamed."""
    if person is None or is_unnamed_reporter(incident, person):
        return None, Direction.FROM_REPORTER
    return person, ""


def follows_unnamed(incident: Incident, person: Person) -> bool | None:
    """Whether they follow what they raised without being named; None if they didn't raise it like that."""
    if incident.reported_as == NAMED:
        return None
    mine = UnnamedReporter.objects.filter(incident=incident, person=person)
    return mine.values_list("is_following", flat=True).first()


def unnamed_followers(incident: Incident) -> list[Person]:
    """Unnamed reporters who hear of its turns: its own, and of what was merged into it.

    They are told in Turnout only: whatever leaves it, or gets stuck on the way, would show who they are.
    """
    behind = UnnamedReporter.objects.filter(
        Q(incident=incident) | Q(incident__merged_into=incident), is_following=True
    )
    return list(Person.objects.active().filter(pk__in=behind.values("person")))


def without_reporter(incident: Incident, people: Iterable[Person]) -> list[Person]:
    """Those of `people` who aren't the unnamed reporter, or who hold a role in it openly."""
    people, whole = list(people), incident.parent or incident
    if whole.reported_as == NAMED or not people:
        return people
    behind = set(UnnamedReporter.objects.filter(incident=whole).values_list("person", flat=True))
    behind -= {held.person_id for held in incident.holders}
    return [person for person in people if person.pk not in behind]


def given_away_outside(incident: Incident, people: Collection[Person]) -> set[str]:
    """Ids of those of `people` who see it only because they raised it without their name."""
    whole = incident.parent or incident
    if whole.reported_as == NAMED or not whole.is_restricted:
        return set()
    return whole.seen_by(people) - whole.seen_by(people, openly=True)


def looks_to_record(ids: list[str], person: Person) -> list[str]:
    """Those of `ids` where recording that this person looked gives nothing away."""
    if not ids:
        return []
    asked = Incident.objects.filter(pk__in=ids).filter(
        Q(pk__in=UnnamedReporter.objects.filter(person=person).values("incident"))
        | Q(parent__in=UnnamedReporter.objects.filter(person=person).values("incident"))
    )
    hidden = {each.pk for each in asked if person.pk not in each.seen_by([person], openly=True)}
    return [pk for pk in ids if pk not in hidden]


def may_know_reporter(incident: Incident, person: Person) -> bool:
    """Whether the report page named them as one of those who may learn who the reporter is; never whom it is
    about."""
    return (
        incident.reported_as != NAMED
        and UnnamedReporter.objects.filter(incident=incident, knowers=person).exists()
        and not is_about(incident, person)
    )


def refuse_naming(incident: Incident, by: Person) -> None:
    """Raises NotPossible: what an unnamed reporter does in a private incident would show who they are."""
    incident = incident.parent or incident  # a stream is as private as the whole
    if not incident.is_restricted or not is_unnamed_reporter(incident, by):
        return
    if by.pk not in incident.seen_by([by], openly=True):
        raise NotPossible(
            _("You reported this without your name, and this would show it. Write here, or step forward.")
        )


def follow_unnamed(incident: Incident, person: Person, wanted: bool) -> bool:
    """Part of following: an unnamed reporter follows where nobody counts them. False for anybody else."""
    if incident.reported_as == NAMED:
        return False
    mine = UnnamedReporter.objects.filter(incident=incident, person=person)
    return bool(mine.update(is_following=wanted))


def unnamed_reporter_told(incident: Incident) -> list[Person]:
    """Whoever reported it without their name, if they can be told at all: in Turnout only."""
    behind = UnnamedReporter.objects.filter(incident=incident, person__isnull=False)
    return list(Person.objects.active().filter(pk__in=behind.values("person")))
