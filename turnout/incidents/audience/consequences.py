"""What follows at once from a new severity or label: whom the rules let in now is inside."""

from turnout.core.events.reacting import consequence_of
from turnout.core.people.models import Person
from turnout.incidents.access.events import ConfidentialityChanged
from turnout.incidents.audience.actions.audience_access import let_audience_in
from turnout.incidents.definitions.models.labels import OPEN
from turnout.incidents.incident.events import SeverityChanged
from turnout.incidents.incident.models import Incident


@consequence_of(ConfidentialityChanged)
def let_in_who_looks_after_what_is_private(
    incident: Incident, event: ConfidentialityChanged, by: Person | None
) -> None:
    """It was closed: those come in whom the rules would have let in had it been reported like this."""
    if event.was == OPEN:
        let_audience_in(incident)


@consequence_of(SeverityChanged)
def let_in_whom_it_concerns_now(incident: Incident, event: SeverityChanged, by: Person | None) -> None:
    """It got worse: rules may let in more people than before."""
    if event.worse:
        let_audience_in(incident)
