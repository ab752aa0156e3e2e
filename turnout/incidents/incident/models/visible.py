"""Who may see an incident: the one condition behind `visible_to`."""

from typing import Any

from django.db import models
from django.db.models.expressions import RawSQL

from turnout.core.lib import clock
from turnout.core.people.models import Membership


class Visible(models.Func):
    """That a person may see an incident.

    It is open; or they reported it (named or not); or nobody excluded them from it, and they hold a role in
    it, were let in (alone or with a team of theirs), or keep what is private and it isn't sealed. Of a stream
    it is asked of the whole it is part of.

    Written as SQL: nearly every page asks it, some of them several times. What is open and no stream is
    decided by the first words of it; of the rest one row is looked at, the whole. PostgreSQL plans it anew
    each time, so it has few parts; OFFSET keeps it from reading all the wholes there are at once.
    """

    output_field = models.BooleanField()
    template = (
        "(({parent} IS NULL AND {confidentiality} = 'open') OR EXISTS"
        " (SELECT 1 FROM incidents_incident whole WHERE whole.id = COALESCE({parent}, {pk})"
        " AND (whole.confidentiality = 'open' OR whole.reporter_id = %s"
        " OR EXISTS (SELECT 1 FROM incidents_unnamedreporter behind"
        " WHERE behind.incident_id = whole.id AND behind.person_id = %s)"
        " OR (({keeper}EXISTS (SELECT 1 FROM incidents_access let_in WHERE let_in.incident_id = whole.id"
        " AND ((let_in.person_id = %s AND (let_in.until IS NULL OR let_in.until > %s)) OR let_in.team_id IN"
        " (SELECT team_id FROM people_membership WHERE person_id = %s)))"
        " OR EXISTS (SELECT 1 FROM incidents_roleassignment held"
        " WHERE held.incident_id = whole.id AND held.person_id = %s AND held.ended_at IS NULL))"
        " AND NOT EXISTS (SELECT 1 FROM incidents_exclusion kept_out WHERE kept_out.incident_id = whole.id"
        " AND (kept_out.person_id = %s OR kept_out.team_id IN"
        " (SELECT team_id FROM people_membership WHERE person_id = %s)"
        " AND NOT EXISTS (SELECT 1 FROM incidents_staysin stays"
        " WHERE stays.exclusion_id = kept_out.id AND stays.person_id = %s)))))"
        " LIMIT 1 OFFSET 0))"
    )

    def __init__(self, person: str, *, keeper: bool) -> None:
        super().__init__("pk", "confidentiality", "parent_id")
        self.person, self.keeper = person, keeper

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        pk, confidentiality, parent = (compiler.compile(each)[0] for each in self.get_source_expressions())
        keeper = "whole.confidentiality <> 'sealed' OR " if self.keeper else ""
        sql = self.template.format(pk=pk, confidentiality=confidentiality, parent=parent, keeper=keeper)
        now = connection.ops.adapt_datetimefield_value(clock.now())
        return sql, [*[self.person] * 3, now, *[self.person] * 5]


def involved_incident_ids(person: str) -> RawSQL:
    """Ids of the few incidents somebody was let into (or a team of theirs), reported (with their name or not)
    or holds a role in."""
    asked = (
        "SELECT incident_id FROM incidents_access WHERE person_id = %s"
        " UNION ALL SELECT let_in.incident_id FROM people_membership theirs JOIN incidents_access let_in"
        " ON let_in.team_id = theirs.team_id WHERE theirs.person_id = %s"
        " UNION ALL SELECT id FROM incidents_incident WHERE reporter_id = %s"
        " UNION ALL SELECT incident_id FROM incidents_roleassignment"
        " WHERE person_id = %s AND ended_at IS NULL"
        " UNION ALL SELECT incident_id FROM incidents_unnamedreporter WHERE person_id = %s"
    )
    return RawSQL(asked, [person] * 5)


def named_by(rows: models.QuerySet[Any], among: set[str]) -> set[str]:
    """Ids of those `among` whom rows with a person or a team name."""
    people: set[str] = set()
    teams: set[str] = set()
    for person, team in rows.values_list("person", "team"):
        (people if person else teams).add(person or team)
    if teams:
        members = Membership.objects.filter(team__in=teams, person__in=among)
        people |= set(members.values_list("person", flat=True))
    return people & among


def kept_out_by(exclusions: Any, among: set[str]) -> set[str]:
    """Ids of those `among` whom an incident's exclusions keep out: by name, or with a team they were in
    before they came in."""
    rows = list(exclusions.values_list("person", "team"))
    people, teams = {person for person, _team in rows if person}, {team for _person, team in rows if team}
    if teams:
        theirs = {"team": models.OuterRef("team"), "stays_in__person": models.OuterRef("person")}
        members = Membership.objects.filter(team__in=teams, person__in=among)
        counted = members.exclude(models.Exists(exclusions.filter(**theirs)))
        people |= set(counted.values_list("person", flat=True))
    return people & among
