"""Changing the organization itself."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib.zones import is_zone
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import OrganizationChanged
from turnout.core.people.models import Organization, Person
from turnout.core.people.names import tidy


@transaction.atomic
def change_organization(
    organization: Organization, *, name: str, timezone: str, by: Person | None
) -> Organization:
    """Set what the organization is called and which time zone it goes by."""
    name = tidy(name)
    if not name:
        raise NotPossible(_("The organization needs a name."))
    if not is_zone(timezone):
        raise NotPossible(_("We don't know that time zone."))
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if (organization.name, organization.timezone) == (name, timezone):
        return organization
    organization.name, organization.timezone = name, timezone
    organization.save(update_fields=["name", "timezone"])
    record(organization, OrganizationChanged(name=name, timezone=timezone), by=by)
    return organization
