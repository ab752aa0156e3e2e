"""What follows at once: from a new incident type, and from joining a team that is kept out."""

from turnout.core.events.reacting import consequence_of
from turnout.core.people.actions.teams import before_joining
from turnout.core.people.models import Person
from turnout.incidents.access.actions.staying import stay_in_when_joining
from turnout.incidents.access.actions.visibility import close_to_type
from turnout.incidents.incident.events import TypeChanged
from turnout.incidents.incident.models import Incident


@consequence_of(TypeChanged)
def follow_the_type(incident: Incident, event: TypeChanged, by: Person | None) -> None:
    """It would have started with fewer people: from now on no more of them see it. It is never opened."""
    close_to_type(incident, by=by)


before_joining.append(stay_in_when_joining)
