"""What takes two among what people put here: erasing it for good."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from turnout.core.people.models import Person
from turnout.incidents.access.proposals import Data, act, reason_given
from turnout.incidents.errors import NotPossible
from turnout.incidents.incident.models import Incident
from turnout.incidents.room.actions.erasing import erase_text
from turnout.incidents.room.whose_words import author_of


def _whose(incident: Incident, data: Data) -> Iterable[Person]:
    """Whoever wrote it hears of it before it is gone, and may stop it."""
    author = author_of(incident, data["what"], data["id"])
    return list(Person.objects.active().filter(pk=author or ""))


def _says(data: Data) -> str:
    said = {
        "message": _("Erase a message for good"),
        "update": _("Erase an update for good"),
        "attachment": _("Erase a file for good"),
        "task": _("Erase the words of a task for good"),
        "link": _("Erase a link for good"),
        "item": _("Erase something that was noted for good"),
        "field": _("Erase what a custom field says for good"),
        "note": _("Erase a note for good"),
        "words": _("Erase the name, summary and place for good"),
    }
    return said.get(data["what"], _("Erase something for good"))


@act("erase", says=_says, others=_whose)
def _erase(incident: Incident, data: Data, by: Person) -> None:
    """A workstream's words are proposed at the whole, which is looked after."""
    where = Incident.objects.filter(pk=data["incident"]).first()
    if where is None or incident.pk not in (where.pk, where.parent_id):
        raise NotPossible(_("That isn't there any more."))
    erase_text(where, data["what"], data["id"], why=reason_given(), by=by)
