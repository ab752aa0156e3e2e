"""What people are told about incidents, and who may be told."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from turnout.core.notify.audience import may_see
from turnout.core.notify.kinds import kind
from turnout.core.people.models import Person
from turnout.incidents.models import Incident

RAISED = kind(
    "incident.raised", _("Something new is reported"), _("For those who look at new reports first")
).key
UPDATE = kind("incident.update", _("An update"), _("In incidents you follow")).key
STATE = kind("incident.state", _("Accepted, resolved or reopened"), _("In incidents you follow")).key
ROLE = kind("incident.role", _("You were given a role"), _("With what it asks of you"), urgent=True).key
MENTION = kind("incident.mention", _("Somebody mentioned you"), _("In the room of an incident")).key
TASK = kind("incident.task", _("Somebody asks you to do something"), _("An action or a follow-up")).key
LATE = kind("incident.late", _("An update you promised is late"), _("For whoever leads"), urgent=True).key


def incidents_seen(ids: Collection[str], person: Person) -> set[str]:
    return set(Incident.objects.visible_to(person).filter(pk__in=ids).values_list("pk", flat=True))


may_see["incident"] = incidents_seen
