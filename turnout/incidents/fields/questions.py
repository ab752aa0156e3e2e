"""Which questions a form asks of an incident: one answer, for what draws them and for what checks."""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from turnout.core.conditions import InvalidConditions, parse
from turnout.core.lib.cached_tables import cached_table, derived_from
from turnout.incidents.definitions.models import IncidentType
from turnout.incidents.fields.models import CustomField, FormElement, IncidentForm, Occasion
from turnout.incidents.fields.models.fields import set_draft_values, values_of
from turnout.incidents.fields.models.forms import Input, Required
from turnout.incidents.fields.scope import INCIDENT_SCOPE
from turnout.incidents.incident.models import Incident
from turnout.incidents.incident.models.modes import RETROSPECTIVE


@dataclass(frozen=True)
class Question:
    """One thing a form asks of this incident now."""

    element: FormElement
    is_required: bool

    @property
    def name(self) -> str:
        return self.element.name


def form_for(occasion: str, type: IncidentType | None) -> IncidentForm | None:
    """The form of this kind of trouble: its own one, or everyone's."""
    forms = [each for each in cached_table(IncidentForm).values() if each.occasion == occasion]
    own = next((each for each in forms if type is not None and each.type_id == type.pk), None)
    return own or next((each for each in forms if each.type_id is None), None)


def custom_forms(incident: Incident) -> list[IncidentForm]:
    """Those that ask something of this kind of incident, by their names."""
    named = [each for each in cached_table(IncidentForm).values() if each.is_custom and each.type_id is None]
    asking = [each for each in named if elements_of(form_for(each.occasion, incident.type))]
    return sorted(asking, key=lambda each: (each.name.casefold(), each.pk))


def reporting_form(draft: Incident) -> str:
    """The occasion whose form asks whoever reports this. What is over already has questions of its own, or
    where there are none, those of all reports."""
    own = draft.mode == RETROSPECTIVE and elements_of(form_for(Occasion.RETROSPECTIVE, draft.type))
    return Occasion.RETROSPECTIVE if own else Occasion.DECLARE


def elements_of(form: IncidentForm | None) -> list[FormElement]:
    """In their order. Those whose field is no longer in use are left out."""
    if form is None:
        return []
    elements, fields = derived_from(FormElement, _by_form).get(form.pk, []), cached_table(CustomField)
    present = [_with_field(each, fields.get(each.field_id)) for each in elements]
    return [each for each in present if each.field is None or each.field.is_active]


def _with_field(element: FormElement, field: CustomField | None) -> FormElement:
    """The element with its field as it is now: a cached row remembers the one it was first asked for."""
    if field is None or element.field is field:
        return element
    renewed = copy(element)
    renewed.field = field
    return renewed


def questions(
    occasion: str, subject: Incident, given: Mapping[str, Any], *, blocks: bool = True
) -> list[Question]:
    """What is asked about this incident, saved or draft, given the answers so far.

    given   answers by the names of their elements ("field.zone", "severity"), as values; None for none
    blocks  False where nothing may be required
    From top to bottom: conditions see the answers that stand above them, as far as those are asked for, and
    what the incident has already. So what isn't shown counts for nothing.
    """
    seen = copy(subject)
    set_draft_values(seen, dict(values_of(subject)))
    asked = []
    for element in elements_of(form_for(occasion, subject.type)):
        if not _holds(element.show_if, seen):
            continue
        required = blocks and _is_required(element, seen)
        asked.append(Question(element, required))
        answer(seen, element.name, given.get(element.name))
    return asked


def answer(draft: Incident, name: str, value: Any) -> None:
    """Let an incident in memory have this answer."""
    if name.startswith("field."):
        values = {key: each for key, each in values_of(draft).items() if f"field.{key}" != name}
        set_draft_values(draft, values if value in (None, "", ()) else {**values, name[6:]: value})
    elif name in ANSWERED:
        ANSWERED[Input(name)](draft, value)


def fields_asked_of(incident: Incident) -> list[CustomField]:
    """Fields that some form may ask of this incident, whatever the other fields come to hold."""
    return [
        element.field
        for occasion in dict.fromkeys(each.occasion for each in cached_table(IncidentForm).values())
        for element in elements_of(form_for(occasion, incident.type))
        if element.field and _may_hold(element.show_if, incident)
    ]


def _by_form(elements: Mapping[str, FormElement]) -> dict[str, list[FormElement]]:
    found: dict[str, list[FormElement]] = {}
    for each in elements.values():
        found.setdefault(each.form_id, []).append(each)
    return found


def _is_required(element: FormElement, seen: Incident) -> bool:
    if element.required == Required.IF:
        return _holds(element.required_if, seen)
    return element.required == Required.ALWAYS


def _holds(data: Iterable[Any], seen: Incident) -> bool:
    """Conditions about something that is no longer there never hold: what can't be read stops nobody."""
    try:
        return parse(data, INCIDENT_SCOPE).hold(seen)
    except InvalidConditions:
        return False


def _may_hold(data: Iterable[Any], incident: Incident) -> bool:
    """Whether the conditions hold but for those about custom fields."""
    try:
        groups = parse(data, INCIDENT_SCOPE).groups
    except InvalidConditions:
        return False
    fixed = [[each for each in group if not each.reference.name.startswith("field.")] for group in groups]
    return not fixed or any(all(each.holds(incident) for each in group) for group in fixed)


def _set_severity(draft: Incident, value: Any) -> None:
    if value is not None:
        draft.severity = value


def _set_place(draft: Incident, value: Any) -> None:
    draft.place = value or ""


def _set_summary(draft: Incident, value: Any) -> None:
    draft.summary = value or ""


ANSWERED: dict[Input, Callable[[Incident, Any], None]] = {
    Input.SEVERITY: _set_severity,
    Input.PLACE: _set_place,
    Input.SUMMARY: _set_summary,
}
