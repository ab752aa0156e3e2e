"""Changing what is known about a person."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.changes import changes
from turnout.core.events.record import record
from turnout.core.lib.zones import is_zone
from turnout.core.people.actions.naming import RENAMED, note_rename, refuse_taken, rename
from turnout.core.people.actions.owning import lock, refuse_touching_owner
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import ProfileChanged, TitleChanged
from turnout.core.people.models import Person
from turnout.core.people.names import tidy
from turnout.core.people.permissions import Permission


@transaction.atomic
def change_profile(
    person: Person, *, name: str, title: str, timezone: str, language: str, by: Person
) -> Person:
    """Set somebody's name, title, time zone and language. Others than they themselves manage people.

    Raises NotPossible for a name that would be taken for somebody else's here.
    """
    values = {"name": tidy(name), "title": tidy(title), "timezone": timezone, "language": language}
    if not values["name"]:
        raise NotPossible(_("A person needs a name."))
    if not is_zone(timezone):
        raise NotPossible(_("We don't know that time zone."))
    person = lock(person)
    if by.pk != person.pk:
        _refuse_setting_anothers(person, by)
    changed = [field for field, value in values.items() if getattr(person, field) != value]
    if not changed:
        return person
    if "name" in changed:
        refuse_taken(values["name"], but=person)
    before, was = person.title, rename(person, values["name"]) if "name" in changed else ""
    for field in changed:
        setattr(person, field, values[field])
    person.save(update_fields=[*changed, *RENAMED])
    record(person, ProfileChanged(person=person.id, fields=changed), by=by)
    if "name" in changed:
        note_rename(person, was, by=by)
    if "title" in changed:
        titles = changes({"title": before}, {"title": person.title})
        record(person, TitleChanged(person=person.id, changes=titles), by=by)
    return person


def _refuse_setting_anothers(person: Person, by: Person) -> None:
    if not by.may(Permission.PEOPLE_MANAGE):
        raise NotPossible(_("Only people who manage people can change someone else's name."))
    refuse_touching_owner(person, by=by)
