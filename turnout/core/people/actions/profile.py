"""Changing what is known about a person."""

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.changes import changes
from turnout.core.events.record import record
from turnout.core.lib.zones import is_zone
from turnout.core.people.actions.owning import lock
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import NameChanged, ProfileChanged, TitleChanged
from turnout.core.people.models import Person
from turnout.core.people.names import tidy


@transaction.atomic
def change_profile(
    person: Person, *, name: str, title: str, timezone: str, language: str, by: Person
) -> Person:
    """Set somebody's name, title, time zone and language."""
    values = {"name": tidy(name), "title": tidy(title), "timezone": timezone, "language": language}
    if not values["name"]:
        raise NotPossible(_("A person needs a name."))
    if not is_zone(timezone):
        raise NotPossible(_("We don't know that time zone."))
    person = lock(person)
    changed = [field for field, value in values.items() if getattr(person, field) != value]
    if not changed:
        return person
    was = {"name": person.name, "title": person.title}
    for field in changed:
        setattr(person, field, values[field])
    person.save(update_fields=[*changed, "folded"])
    record(person, ProfileChanged(person=person.id, fields=changed), by=by)
    if "name" in changed:
        record(person, NameChanged(person=person.id, was=was["name"], now=person.name), by=by)
    if "title" in changed:
        titles = changes({"title": was["title"]}, {"title": person.title})
        record(person, TitleChanged(person=person.id, changes=titles), by=by)
    return person
