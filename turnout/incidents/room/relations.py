"""Related incidents, as far as the reader may see them; and workstreams."""

from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.incident import IncidentQuerySet
from turnout.incidents.room.models import Relation

MOST = 50


@dataclass(frozen=True)
class Related:
    """A related incident, and why it is."""

    id: str
    incident: Incident
    why: str


def related_to(incident: Incident, person: Person) -> list[Related]:
    """The newest first. Those this person may not see are left out, with their reasons."""
    links = relations_of(incident).order_by("-created_at")[: MOST * 2]
    whys = {link.other_id if link.one_id == incident.pk else link.one_id: link for link in links}
    if not whys:
        return []
    visible = Incident.objects.visible_to(person).filter(pk__in=whys).newest_first()[:MOST]
    return [Related(whys[each.pk].pk, each, whys[each.pk].why) for each in visible]


def relations_of(incident: Incident) -> QuerySet[Relation]:
    return Relation.objects.filter(Q(one=incident) | Q(other=incident))


def streams_of(incident: Incident, person: Person) -> IncidentQuerySet:
    """Its parts, those that go on first; each with its lead and `last_word_at`."""
    streams = Incident.objects.visible_to(person).filter(parent=incident).with_marks()
    return streams.annotate(last_word_at=Max("updates__created_at")).order_by(
        "resolved_at", "closed_at", "number"
    )[:MOST]
