"""Forms that people fill in when they want to: to hand over, to ask for advice, for what an insurer asks."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from turnout.core.events.changes import NOTHING, as_it_is
from turnout.core.events.record import record
from turnout.core.lib.ids import new_id
from turnout.core.people.models import Person
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.noting import OF_FORM, note_form
from turnout.incidents.fields.events import FormFilledIn
from turnout.incidents.fields.models import IncidentForm
from turnout.incidents.fields.models.forms import CUSTOM
from turnout.incidents.fields.questions import custom_forms
from turnout.incidents.incident.actions.locking import lock
from turnout.incidents.incident.models import Incident

MOST_FORMS = 50
NAME_LENGTH, DESCRIPTION_LENGTH, KEY_LENGTH = 80, 300, 40


@transaction.atomic
def add_custom_form(*, name: str, description: str = "", key: str = "", by: Person | None) -> IncidentForm:
    """One more. It is offered where it asks something: of all kinds of trouble, or of those whose own it is.

    key  made from the name unless given; it stays. Raises NotPossible.
    """
    there = IncidentForm.objects.filter(occasion__startswith=CUSTOM, type=None)
    if there.count() >= MOST_FORMS:
        raise NotPossible(
            _("You already have %(most)s forms. Remove one nobody needs.") % {"most": MOST_FORMS}
        )
    key = key or slugify(name)[:KEY_LENGTH].strip("-") or new_id().lower()
    if there.filter(occasion=CUSTOM + key).exists():
        raise NotPossible(_("There's already a form with this name."))
    form = IncidentForm(occasion=CUSTOM + key)
    _word(form, name, description)
    form.save(force_insert=True)
    note_form(form, NOTHING, as_it_is(form, OF_FORM), by)
    return form


@transaction.atomic
def change_custom_form(form: IncidentForm, *, name: str, description: str, by: Person | None) -> IncidentForm:
    """Change its wording. Raises NotPossible."""
    form = IncidentForm.objects.select_for_update(no_key=True, of=("self",)).get(pk=form.pk)
    before = as_it_is(form, OF_FORM)
    _word(form, name, description)
    if before != as_it_is(form, OF_FORM):
        form.save(update_fields=OF_FORM)
        note_form(form, before, as_it_is(form, OF_FORM), by)
    return form


@transaction.atomic
def remove_custom_form(form: IncidentForm, *, by: Person | None) -> None:
    """It is offered no more, for no kind of trouble. What was answered stays."""
    note_form(form, as_it_is(form, OF_FORM), NOTHING, by)
    IncidentForm.objects.filter(occasion=form.occasion).delete()


@transaction.atomic
def note_filled_in(incident: Incident, occasion: str, *, by: Person | None) -> Incident:
    """Say in the room that a custom form was filled in; its answers are stored beside. Raises NotPossible."""
    incident = lock(incident)
    form = next((each for each in custom_forms(incident) if each.occasion == occasion), None)
    if form is None:
        raise NotPossible(_("This form is no longer offered here."))
    record(incident, FormFilledIn(form=occasion, name=form.name, form_id=form.pk), by=by)
    return incident


def _word(form: IncidentForm, name: str, description: str) -> None:
    form.name = " ".join(name.split())[:NAME_LENGTH]
    form.description = " ".join(description.split())[:DESCRIPTION_LENGTH]
    if not form.name:
        raise NotPossible(_("Give it a name."))
    others = IncidentForm.objects.filter(occasion__startswith=CUSTOM, name__iexact=form.name)
    if others.exclude(pk=form.pk).exists():
        raise NotPossible(_("There's already a form with this name."))
