"""What people are called: nobody by a name that others here would take for somebody else's."""

from django.utils.translation import gettext as _

from turnout.core.events.record import record
from turnout.core.lib import clock
from turnout.core.people.errors import NotPossible
from turnout.core.people.events import NameChanged
from turnout.core.people.models import Organization, Person


def refuse_taken(name: str, *, but: Person | None = None) -> None:
    """Part of a verb that gives somebody a name: it stands once among those who are here.

    Two at the same moment wait for each other. Raises NotPossible, saying what to do.
    """
    list(Organization.objects.select_for_update(no_key=True).values_list("pk"))
    others = Person.objects.active().taken_for(name).exclude(pk=but.pk if but else "")
    other = others.first()
    if other is not None:
        raise NotPossible(
            _(
                "Someone here is already called %(name)s. Add what tells them apart: a middle name, or "
                "what they do, for example “%(name)s (Support)”."
            )
            % {"name": other.name}
        )


def rename(person: Person, name: str) -> str:
    """Part of a verb, for a person taken with `lock`: call them this; answers what they were called before.

    Of several names within a while the first is the one that is shown.
    """
    was = person.name
    first = person.recently or was
    person.name = name
    person.former_name = "" if first == name else first
    person.renamed_at = clock.now() if person.former_name else None
    return was


RENAMED = ["name", "folded", "likeness", "former_name", "renamed_at"]


def note_rename(person: Person, was: str, *, by: Person | None) -> None:
    """Part of a verb that renamed them."""
    record(person, NameChanged(person=person.id, was=was, now=person.name), by=by)
