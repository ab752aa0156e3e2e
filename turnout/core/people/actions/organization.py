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
    organization: Organization,
    *,
    name: str,
    timezone: str,
    answer_days: int | None = None,
    allows_anonymous: bool | None = None,
    by: Person | None,
) -> Organization:
    """Set what it is called, which time zone it goes by, after how many days whoever reports something hears
    what became of it, and whether anyone may report without a name. None leaves something as it is."""
    name = tidy(name)
    if not name:
        raise NotPossible(_("The organization needs a name."))
    if not is_zone(timezone):
        raise NotPossible(_("We don't know that time zone."))
    if answer_days is not None and not 1 <= answer_days <= MOST_DAYS:
        raise NotPossible(_("Between 1 and %(most)s days.") % {"most": MOST_DAYS})
    organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    days = answer_days or organization.answer_days
    anonymous = organization.allows_anonymous if allows_anonymous is None else allows_anonymous
    wanted = {"name": name, "timezone": timezone, "answer_days": days, "allows_anonymous": anonymous}
    if all(getattr(organization, field) == value for field, value in wanted.items()):
        return organization
    for field, value in wanted.items():
        setattr(organization, field, value)
    organization.save(update_fields=list(wanted))
    changed = OrganizationChanged(name=name, timezone=timezone, answer_days=days, allows_anonymous=anonymous)
    record(organization, changed, by=by)
    return organization
