"""Changing the organization itself."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.changes import as_it_is, changes
from turnout.core.events.record import record
from turnout.core.lib.zones import is_zone
from turnout.core.people.actions.agreement import ask_agreement
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import OrganizationChanged
from turnout.core.people.models import Organization, Person, Team
from turnout.core.people.names import tidy

MOST_DAYS = 90
DECIDING = ("answer_days", "allows_anonymous", "looks_first")
"""What decides whether and where reports go."""


class _AsItIs:
    """Where None is a value."""


AS_IT_IS = _AsItIs()


@transaction.atomic
def change_organization(
    organization: Organization,
    *,
    name: str,
    timezone: str,
    answer_days: int | None = None,
    allows_anonymous: bool | None = None,
    looks_first: Team | _AsItIs | None = AS_IT_IS,
    by: Person | None,
) -> Organization:
    """Set what it is called, which time zone it goes by, after how many days whoever reports something hears
    what became of it, whether anyone may report without a name, and which team looks at reports first (None:
    admins do). None, or AS_IT_IS for the team, leaves something as it is.

    Raises NotPossible, and NeedsAgreement for all but the name and the time zone."""
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
    first = organization.looks_first if isinstance(looks_first, _AsItIs) else looks_first
    wanted = {
        "name": name,
        "timezone": timezone,
        "answer_days": days,
        "allows_anonymous": anonymous,
        "looks_first": first,
    }
    changed = [field for field, value in wanted.items() if getattr(organization, field) != value]
    if not changed:
        return organization
    if any(field in DECIDING for field in changed):
        ask_agreement(organization.name, by=by)
    before = as_it_is(organization, wanted)
    for field, value in wanted.items():
        setattr(organization, field, value)
    organization.save(update_fields=list(wanted))
    event = OrganizationChanged(
        name=name,
        timezone=timezone,
        answer_days=days,
        allows_anonymous=anonymous,
        looks_first=first.name if first else "",
        changes=changes(before, wanted),
    )
    record(organization, event, by=by)
    return organization
