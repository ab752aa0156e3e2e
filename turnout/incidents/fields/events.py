"""What can happen to custom fields and forms, and to what the fields hold."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from turnout.core.events.areas import area
from turnout.core.events.types import Changed, Event, Id, Key, OneOf, Prose, Words, event

OccasionKey = Annotated[
    str,
    OneOf(
        {
            "declare": _("reporting"),
            "accept": _("accepting"),
            "update": _("updating"),
            "resolve": _("resolving"),
            "retrospective": _("reporting afterwards"),
        }.get
    ),
]

QUESTIONS = area("questions", _("Fields and forms"))


@event
@dataclass(frozen=True, kw_only=True)
class FieldsChanged(Event):
    """Someone filled in, changed or emptied custom fields."""

    verb = "incident.fields_changed"
    sentence = _("{who} filled in {names}")
    icon = "list-checks"
    compares = {"": ""}
    each_of = "fields"

    fields: tuple[Key, ...]  # keys
    names: Words
    field_ids: tuple[Annotated[str, Id("customfield", "names")], ...] = ()
    was: tuple[Prose, ...] = ()  # as people read it, in the order of `fields`; empty: nothing
    now: tuple[Prose, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class FieldAdded(Event):
    """Someone added a custom field."""

    verb = "field.added"
    sentence = _("{who} added the custom field “{name}”")
    icon = "settings"
    area = QUESTIONS

    key: Key
    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class FieldChanged(Event):
    """Someone changed a custom field or its options: words, order, or whether they are in use."""

    verb = "field.changed"
    sentence = _("{who} changed the custom field “{name}”")
    icon = "settings"
    area = QUESTIONS

    key: Key
    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class FieldRemoved(Event):
    """Someone removed a custom field that held nothing."""

    verb = "field.removed"
    sentence = _("{who} removed the custom field “{name}”")
    icon = "settings"
    area = QUESTIONS

    key: Key
    name: Words
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class FormChanged(Event):
    """Someone changed what people are asked on an occasion, for all kinds of trouble or for one."""

    verb = "form.changed"
    sentence = _("{who} changed the questions people are asked ({occasion})")
    icon = "settings"
    area = QUESTIONS

    occasion: OccasionKey
    kind: Key = ""  # the key of the type it is for; empty: all that have none of their own
    type_id: Annotated[str, Id("incidenttype")] = ""
    changes: tuple[Changed, ...] = ()


@event
@dataclass(frozen=True, kw_only=True)
class FormFilledIn(Event):
    """Someone filled in a form of the organization's own. The answers are in the fields."""

    verb = "incident.form_filled_in"
    sentence = _("{who} filled in “{name}”")
    icon = "clipboard-check"

    form: Key  # its occasion
    name: Words
    form_id: Annotated[str, Id("incidentform", "name")] = ""
