"""Where people talk about an incident: the link of its call."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.people.models import Person
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.actions.material import add_link
from turnout.incidents.room.actions.removing import remove_link
from turnout.incidents.room.models.material import CALL


@transaction.atomic
def set_call(incident: Incident, url: str, *, by: Person) -> None:
    """One call at a time; an empty address: there is none any more."""
    present = incident.links.present().filter(system=CALL)
    for link in present.exclude(url=url.strip()):
        remove_link(link, by=by)
    if url.strip() and not present.exists():
        add_link(incident, url, _("Call"), system=CALL, by=by)
