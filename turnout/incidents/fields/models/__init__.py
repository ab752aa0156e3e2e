"""The nouns of this wing."""

from turnout.incidents.fields.models.fields import CustomField, CustomFieldOption, CustomFieldValue, FieldKind
from turnout.incidents.fields.models.forms import FormElement, IncidentForm, Occasion

__all__ = [
    "CustomField",
    "CustomFieldOption",
    "CustomFieldValue",
    "FieldKind",
    "FormElement",
    "IncidentForm",
    "Occasion",
]
