"""Trying a rule on incidents there are: whether it would apply, and why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from turnout.core.people.models import Person
from turnout.incidents.audience.rules import conditions_of
from turnout.incidents.models import AudienceRule, Incident

NEWEST = 5


@dataclass(frozen=True)
class Tried:
    """What a rule would do on one incident. `why` is a sentence for whoever tries it."""

    incident: Incident
    applies: bool
    why: str


def try_rule(rule: AudienceRule, number: str, *, by: Person) -> list[Tried]:
    """On the incident of that number, or on the newest ones: those that this person may see."""
    seen = Incident.objects.visible_to(by).with_labels()
    asked = "".join(each for each in number if each in "0123456789")[:9]
    incidents = seen.filter(number=int(asked)) if asked else seen.order_by("-reported_at", "-id")[:NEWEST]
    return [_try(rule, incident) for incident in incidents]


def _try(rule: AudienceRule, incident: Incident) -> Tried:
    conditions = conditions_of(rule)
    if conditions is None:
        return Tried(incident, False, _("It depends on something that no longer exists."))
    if incident.is_restricted and not rule.lets_in:
        return Tried(
            incident, False, _("The incident isn't open to everyone, and this rule doesn't let anyone in.")
        )
    reasons = conditions.why(incident)
    return Tried(incident, reasons.held, reasons.sentence)
