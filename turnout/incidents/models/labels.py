"""How far an incident may be seen: its labels, and the one condition behind `visible_to`."""

from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turnout.core.lib import clock


class Label(StrEnum):
    """From the widest to the closest. `docs/decisions/0013-labels.md` says what each means and why."""

    OPEN = "open"
    TEAM = "team"
    RESTRICTED = "restricted"
    SEALED = "sealed"

    @property
    def rank(self) -> int:
        return [*Label].index(self)

    @property
    def label(self) -> str:
        return str(LABEL_NAMES[self])


OPEN, TEAM, RESTRICTED, SEALED = (
    Label.OPEN.value,
    Label.TEAM.value,
    Label.RESTRICTED.value,
    Label.SEALED.value,
)

LABEL_NAMES: dict[str, str | Promise] = {
    OPEN: _("Open"),
    TEAM: _("Team"),
    RESTRICTED: _("Restricted"),
    SEALED: _("Sealed"),
}
LABEL_MEANINGS: dict[str, str | Promise] = {
    OPEN: _("Everyone here can find and read it."),
    TEAM: _("Teams that are let in, whoever takes part in it, and owners. Anyone inside may let others in."),
    RESTRICTED: _(
        "Only who is let in, whoever takes part in it, and owners. Teams inside don't let others in."
    ),
    SEALED: _("Only who is named in it. Not even owners, unless two owners or admins open it together."),
}
LABEL_CHOICES = [(each.value, LABEL_NAMES[each]) for each in Label]


def closest(*labels: str) -> str:
    """The one that lets the fewest see."""
    return max(labels, key=lambda each: Label(each).rank)


class Visible(models.Func):
    """That a person may see an incident.

    It is open; or they reported it (named or not), hold a role in it, were let in (alone or with a team of
    theirs), or keep what is private and it isn't sealed; and nobody excluded them from it. Of a stream it is
    asked of the whole it is part of.

    Written as SQL: nearly every page asks it, some of them three times, and building it from querysets took
    a fifth of the time of a list. What is open is decided by the first word of it.
    """

    output_field = models.BooleanField()
    # People and teams are asked apart: as one question PostgreSQL would read all there is of both tables.
    template = (
        "({confidentiality} = 'open' OR (({reporter} = %s{keeper}"
        " OR EXISTS (SELECT 1 FROM incidents_access let_in WHERE let_in.incident_id = {pk}"
        " AND let_in.person_id = %s AND (let_in.until IS NULL OR let_in.until > %s))"
        " OR EXISTS (SELECT 1 FROM incidents_access let_in JOIN people_membership theirs"
        " ON theirs.team_id = let_in.team_id WHERE let_in.incident_id = {pk} AND theirs.person_id = %s)"
        " OR EXISTS (SELECT 1 FROM incidents_roleassignment held"
        " WHERE held.incident_id = {pk} AND held.person_id = %s AND held.ended_at IS NULL)"
        " OR EXISTS (SELECT 1 FROM incidents_unnamedreporter behind"
        " WHERE behind.incident_id = {pk} AND behind.person_id = %s))"
        " AND NOT EXISTS (SELECT 1 FROM incidents_exclusion kept_out"
        " WHERE kept_out.incident_id = {pk} AND kept_out.person_id = %s)"
        " AND NOT EXISTS (SELECT 1 FROM incidents_exclusion kept_out JOIN people_membership theirs"
        " ON theirs.team_id = kept_out.team_id WHERE kept_out.incident_id = {pk} AND theirs.person_id = %s)))"
    )

    either = (
        "(({parent} IS NULL AND {own}) OR ({parent} IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM incidents_incident whole WHERE whole.id = {parent} AND {whole})))"
    )

    def __init__(self, person: str, *, keeper: bool) -> None:
        super().__init__("pk", "confidentiality", "reporter_id", "parent_id")
        self.person, self.keeper = person, keeper

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        pk, confidentiality, reporter, parent = (
            compiler.compile(each)[0] for each in self.get_source_expressions()
        )
        own = self._of(pk, confidentiality, reporter)
        whole = self._of("whole.id", "whole.confidentiality", "whole.reporter_id")
        now = connection.ops.adapt_datetimefield_value(clock.now())
        asked = [self.person, self.person, now, *[self.person] * 5]
        return self.either.format(parent=parent, own=own, whole=whole), [*asked, *asked]

    def _of(self, pk: str, confidentiality: str, reporter: str) -> str:
        keeper = f" OR {confidentiality} <> 'sealed'" if self.keeper else ""
        return self.template.format(pk=pk, confidentiality=confidentiality, reporter=reporter, keeper=keeper)


def near_to(person: str) -> RawSQL:
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
