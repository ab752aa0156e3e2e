"""Changing the organization itself."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib.zones import is_zone
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import OrganizationChanged
from turnout.core.people.models import Organization, Person
from turnout.core.people.names import tidy

MOST_DAYS = 90


@transaction.atomic
def change_organization(
    organization: Organization, *, name: str, timezone: str, answer_days: int | None = None, by: Person | None
) -> Organization:
    """Set what the organization is called, which time zone it goes by, and after how many days whoever
    reports something hears what became of it (None: as it is)."""
    name = tidy(name)
    if not name:
        raise NotPossible(_("The organization needs a name."))
    if not is_zone(timezone):
        raise NotPossible(_("We don't know that time zone."))
    if answer_days is not None and not 1 <= answer_days <= MOST_DAYS:
        raise NotPossible(_("Between 1 and %(most)s days.") % {"most": MOST_DAYS})
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    days = answer_days or organization.answer_days
    if (organization.name, organization.timezone, organization.answer_days) == (name, timezone, days):
        return organization
    organization.name, organization.timezone, organization.answer_days = name, timezone, days
    organization.save(update_fields=["name", "timezone", "answer_days"])
    record(organization, OrganizationChanged(name=name, timezone=timezone, answer_days=days), by=by)
    return organization
