"""What becomes of the views of somebody who left."""

from turnout.core.events.reacting import consequence_of
from turnout.core.people.events import PersonDeactivated
from turnout.core.people.models import Person
from turnout.incidents.lists.models import SavedView


@consequence_of(PersonDeactivated)
def stop_sharing_their_views(person: Person, _event: PersonDeactivated, _by: Person | None) -> None:
    """Nobody who is here answers for their names any more. They have them back when they return."""
    SavedView.objects.filter(person=person, is_shared=True).update(is_shared=False)
