"""Saving, sharing and deleting views of the incident list."""

from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.lists.events import ViewDeleted, ViewSaved
from turnout.incidents.lists.models import SavedView

NAME_LENGTH = 80
QUERY_LENGTH = 1000
MOST = 50  # views of one person


@transaction.atomic
def save_view(name: str, query: str, *, by: Person, shared: bool = False) -> SavedView:
    """Keep this query under a name. A name used before is given to the new query."""
    name = " ".join(name.split())
    if not name:
        raise NotPossible(_("Give the view a name."))
    if len(name) > NAME_LENGTH:
        raise NotPossible(_("Keep the name to %(most)s characters.") % {"most": NAME_LENGTH})
    query = urlencode(parse_qsl(query))
    if len(query) > QUERY_LENGTH:
        raise NotPossible(_("This search is too long to be kept. Shorten it first."))
    others = SavedView.objects.filter(person=by).exclude(name=name)
    if others.count() >= MOST:
        raise NotPossible(
            _("You have %(most)s views already. Delete one you no longer need.") % {"most": MOST}
        )
    view, _new = SavedView.objects.update_or_create(
        person=by,
        name=name,
        defaults={"query": query, "is_shared": shared},
        create_defaults={"query": query, "is_shared": shared, "created_at": clock.now()},
    )
    record(view, ViewSaved(shared=shared), by=by)
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: Person) -> None:
    """Delete a view: one's own or, as an admin, one that is shared. It's gone for everyone."""
    if not view.may_be_deleted_by(by):
        raise NotPossible(_("Only the person who saved a view, or an admin, can delete it."))
    record(view, ViewDeleted(), by=by)
    SavedView.objects.filter(pk=view.pk).delete()
