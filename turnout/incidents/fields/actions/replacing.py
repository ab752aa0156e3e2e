"""Setting fields and forms as a whole, the way a file says them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from turnout.core.events.changes import NOTHING
from turnout.core.people.models import Person
from turnout.incidents.definitions.models import IncidentType
from turnout.incidents.errors import NotPossible
from turnout.incidents.fields.actions.defining import MOST_OPTIONS, add_options, change_option, remove_option
from turnout.incidents.fields.actions.forms import (
    add_element,
    ask_for_standard_form,
    change_element,
    remove_element,
)
from turnout.incidents.fields.actions.noting import note_field, note_form, questions
from turnout.incidents.fields.models import CustomField, CustomFieldOption, FormElement, IncidentForm


@transaction.atomic
def arrange_fields(keys: Sequence[str], *, by: Person | None) -> None:
    """Put all fields in this order."""
    fields = {each.key: each for each in CustomField.objects.select_for_update()}
    for rank, field in enumerate((fields[key] for key in keys if key in fields), 1):
        if field.rank != rank:
            was, field.rank = field.rank, rank
            field.save(update_fields=["rank"])
            note_field(field, {"rank": was}, {"rank": rank}, by)


@transaction.atomic
def set_options(field: CustomField, options: Sequence[Mapping[str, Any]], *, by: Person | None) -> None:
    """Exactly these options in this order, each with key, name and in_use.

    Raises NotPossible for one that is left out although incidents have it.
    """
    field = CustomField.objects.select_for_update(no_key=True).get(pk=field.pk)
    if len(options) > MOST_OPTIONS or len({each["key"] for each in options}) < len(options):
        raise NotPossible(
            _("Use each option once, and no more than %(most)s in all.") % {"most": MOST_OPTIONS}
        )
    for each in CustomFieldOption.objects.filter(field=field):
        if each.key not in {wanted["key"] for wanted in options}:
            remove_option(each, by=by)
    for rank, wanted in enumerate(options, 1):
        option = CustomFieldOption.objects.filter(field=field, key=wanted["key"]).first()
        if option is None:
            added = add_options(field, [wanted["name"]], rank=rank, key=wanted["key"], by=by)
            if not added:
                raise NotPossible(_("There's already an option called “%(name)s”.") % wanted)
            option = added[0]
        change_option(option, value=wanted["name"], is_active=wanted["in_use"], rank=rank, by=by)


@transaction.atomic
def set_elements(
    occasion: str, type: IncidentType | None, elements: Sequence[Mapping[str, Any]], *, by: Person | None
) -> None:
    """A form asks exactly this, in this order; each as `add_element` takes it."""
    form, is_new = IncidentForm.objects.get_or_create(occasion=occasion, type=type)
    if is_new:
        note_form(form, NOTHING, NOTHING, by)
    present = {(each.field, each.asks): each for each in FormElement.objects.filter(form=form)}
    wanted = [(each["field"], each["asks"]) for each in elements]
    if len(set(wanted)) < len(wanted):
        raise NotPossible(_("A form can ask for each thing only once."))
    for what, element in present.items():
        if what not in wanted:
            remove_element(element, by=by)
    moved, before = False, questions(form)
    for rank, settings in enumerate(elements, 1):
        how = {name: each for name, each in settings.items() if name not in ("field", "asks")}
        found = present.get((settings["field"], settings["asks"]))
        if found is None:
            found = add_element(
                occasion, type=type, field=settings["field"], asks=settings["asks"], by=by, **how
            )
        else:
            change_element(found, by=by, **how)
        if found.rank != rank:
            found.rank, moved = rank, True
            found.save(update_fields=["rank"])
    if moved:
        note_form(form, before, questions(form), by)


@transaction.atomic
def remove_form(form: IncidentForm, *, by: Person | None) -> None:
    """It asks nothing any more; a type without its own form is asked what everyone is."""
    ask_for_standard_form(form, by)
    note_form(form, questions(form), NOTHING, by)
    form.delete()
