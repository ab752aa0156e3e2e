"""Pages from which anyone at a place can raise an incident."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.changes import NOTHING, as_it_is, changes
from turnout.core.events.record import record
from turnout.core.people.actions.agreement import ask_agreement
from turnout.core.people.models import Person
from turnout.incidents.definitions.models import IncidentType
from turnout.incidents.errors import NotPossible
from turnout.incidents.raising.events import IntakePageChanged, IntakePageCreated, IntakePageRemoved
from turnout.incidents.raising.models import IntakePage

MOST_PAGES = 500
SAID = ("name", "place", "type", "allows_anonymous", "is_active")
TAKEN = ("answers",)
"""What stands at this address already."""


@transaction.atomic
def create_intake_page(
    *,
    name: str,
    place: str = "",
    type: IncidentType | None = None,
    allows_anonymous: bool = True,
    is_active: bool = True,
    key: str = "",
    by: Person | None,
) -> IntakePage:
    """Make a page. Raises NotPossible and, as changing and removing one do, NeedsAgreement.

    key  what its address ends in; without one it is hard to guess, so that it is found where its sheet hangs
    """
    if key in TAKEN:
        raise NotPossible(_("The key “%(key)s” is already taken.") % {"key": key})
    if IntakePage.objects.count() >= MOST_PAGES:
        raise NotPossible(_("You already have %(most)s pages. Reuse one.") % {"most": MOST_PAGES})
    ask_agreement(name, by=by)
    page = IntakePage(key=key or secrets.token_hex(6), allows_anonymous=allows_anonymous, is_active=is_active)
    _fill(page, name, place, type)
    page.save(force_insert=True)
    said = changes(NOTHING, as_it_is(page, SAID))
    record(page, IntakePageCreated(name=page.name, changes=said), by=by)
    return page


@transaction.atomic
def change_intake_page(
    page: IntakePage,
    *,
    name: str,
    place: str,
    type: IncidentType | None,
    allows_anonymous: bool,
    is_active: bool,
    by: Person | None,
) -> IntakePage:
    """Set all of it but its address, which hangs on walls."""
    page = IntakePage.objects.select_for_update(no_key=True).get(pk=page.pk)
    ask_agreement(page.name, by=by)
    before = as_it_is(page, SAID)
    page.allows_anonymous, page.is_active = allows_anonymous, is_active
    _fill(page, name, place, type)
    page.save()
    said = changes(before, as_it_is(page, SAID))
    record(page, IntakePageChanged(name=page.name, changes=said), by=by)
    return page


@transaction.atomic
def remove_intake_page(page: IntakePage, *, by: Person | None) -> None:
    """Delete a page. What was reported from it stays; its address stops working."""
    ask_agreement(page.name, by=by)
    said = changes(as_it_is(page, SAID), NOTHING)
    record(page, IntakePageRemoved(name=page.name, changes=said), by=by)
    page.delete()


def _fill(page: IntakePage, name: str, place: str, type: IncidentType | None) -> None:
    name, place = " ".join(name.split())[:100], " ".join(place.split())[:100]
    if not name:
        raise NotPossible(_("Give the page a name."))
    page.name, page.place, page.type = name, place, type
