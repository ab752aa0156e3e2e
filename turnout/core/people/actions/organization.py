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
    organization: Organization,
    *,
    name: str,
    timezone: str,
    allows_anonymous: bool | None = None,
    by: Person | None,
) -> Organization:
    """Set what it is called, which time zone it goes by, and whether anyone may report without a name.

    allows_anonymous  None leaves it as it is
    """
    name = tidy(name)
    if not name:
        raise NotPossible(_("The organization needs a name."))
    if not is_zone(timezone):
        raise NotPossible(_("We don't know that time zone."))
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    anonymous = organization.allows_anonymous if allows_anonymous is None else allows_anonymous
    wanted = (name, timezone, anonymous)
    if (organization.name, organization.timezone, organization.allows_anonymous) == wanted:
        return organization
    organization.name, organization.timezone, organization.allows_anonymous = wanted
    organization.save(update_fields=["name", "timezone", "allows_anonymous"])
    changed = OrganizationChanged(name=name, timezone=timezone, allows_anonymous=anonymous)
    record(organization, changed, by=by)
    return organization
