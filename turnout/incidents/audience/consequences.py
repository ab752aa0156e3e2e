"""What follows at once for rules: whom they let in now is inside, and what they need isn't taken away."""

from typing import Any

from django.utils.translation import gettext as _

from turnout.core.events.reacting import consequence_of
from turnout.core.people.events import TeamRemoved
from turnout.core.people.models import Person, Team
from turnout.incidents.access.events import ConfidentialityChanged
from turnout.incidents.access.keepers import FEWEST, keepers_of
from turnout.incidents.audience.actions.audience_access import let_audience_in
from turnout.incidents.audience.models import AudienceRule
from turnout.incidents.audience.rules import MOST_RULES
from turnout.incidents.definitions.events import KindRemoved
from turnout.incidents.definitions.models.labels import OPEN
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.events import FieldRemoved
from turnout.incidents.fields.models import CustomField
from turnout.incidents.incident.events import SeverityChanged
from turnout.incidents.incident.models import Incident


@consequence_of(ConfidentialityChanged)
def let_in_who_looks_after_what_is_private(
    incident: Incident, event: ConfidentialityChanged, by: Person | None
) -> None:
    """It was closed: those come in whom the rules would have let in had it been reported like this. What is
    sealed stays with those who look after it, if they are enough."""
    if event.was == OPEN and not (incident.is_sealed and len(keepers_of(incident)) >= FEWEST):
        let_audience_in(incident)


@consequence_of(SeverityChanged)
def let_in_whom_it_concerns_now(incident: Incident, event: SeverityChanged, by: Person | None) -> None:
    """It got worse: rules may let in more people than before."""
    if event.worse:
        let_audience_in(incident)


@consequence_of(TeamRemoved)
def keep_a_team_that_a_rule_tells(team: Team, event: TeamRemoved, by: Person | None) -> None:
    """Otherwise whoever manages teams could end a rule that takes two people to change."""
    _refuse(AudienceRule.objects.filter(is_active=True, teams=team).first())


@consequence_of(FieldRemoved)
def keep_a_field_that_a_rule_asks_about(field: CustomField, event: FieldRemoved, by: Person | None) -> None:
    """A rule that asks about what is gone would never hold again."""
    _refuse(_asking({f"field.{event.key}": None}))


@consequence_of(KindRemoved)
def keep_a_word_that_a_rule_asks_about(row: Any, event: KindRemoved, by: Person | None) -> None:
    """The same for departments and types, and for roles whose holders a rule tells."""
    if event.kind == "role":
        _refuse(AudienceRule.objects.filter(is_active=True, roles=row).first())
    elif event.kind in ASKED_AS:
        _refuse(_asking({ASKED_AS[event.kind]: row.key}))


ASKED_AS = {"discipline": "department", "incidenttype": "type"}


def _asking(about: dict[str, str | None]) -> AudienceRule | None:
    """A rule in use with a condition about one of these; None for a value: whatever it asks."""
    for rule in AudienceRule.objects.filter(is_active=True)[:MOST_RULES]:
        for condition in (each for group in rule.conditions for each in group):
            if condition["of"] in about and about[condition["of"]] in (None, *condition["values"]):
                return rule
    return None


def _refuse(rule: AudienceRule | None) -> None:
    if rule is not None:
        raise NotPossible(
            _("The notification rule “%(name)s” needs it. Change the rule first.") % {"name": rule.name}
        )
