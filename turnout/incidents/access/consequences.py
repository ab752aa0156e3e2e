"""What of joining a team must be there once the verb has answered."""

from turnout.core.people.actions.teams import before_joining
from turnout.incidents.access.actions.staying import stay_in_when_joining

before_joining.append(stay_in_when_joining)
