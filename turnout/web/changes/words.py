"""What a change says, in the reader's language: the words of the setting it was, else its own."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from turnout.core.blueprints.settings import settings
from turnout.core.conditions.value import ConditionsValue
from turnout.core.values import Choice, Choices, Group, Many, Parts, Ref, Value, YesNo
from turnout.incidents.definitions.categories import CATEGORIES

SECTIONS = {
    "organization": "organization",
    "team": "teams",
    "discipline": "departments",
    "incidenttype": "incident_types",
    "severity": "severities",
    "status": "lifecycles",
    "role": "roles",
    "term": "terms",
    "customfield": "custom_fields",
    "incidentform": "forms",
    "audiencerule": "notification_rules",
    "intakepage": "intake_pages",
    "allowlist": "allowed_addresses",
}
"""By kind of subject, the setting whose words it has."""

FIELDS = {
    "incident_types": {"discipline": "department", "starts_as": "visibility", "title": "do"},
    "forms": {"asks": "input", "show_if": "shown_if"},
    "custom_fields": {"kind": "type", "is_active": "in_use"},
    "notification_rules": {
        "conditions": "when",
        "teams": "tell",
        "roles": "tell_roles",
        "lets_in": "private_too",
        "is_active": "in_use",
    },
    "intake_pages": {"is_active": "in_use"},
    "allowed_addresses": {"is_on": "only_these", "ranges": "addresses"},
}
"""By setting, what events call its fields."""

LABELS = {
    "name": _("Name"),
    "title": _("Title"),
    "label": _("Name"),
    "purpose": _("Purpose"),
    "members": _("Members"),
    "permissions": _("Permissions"),
    "comment": _("Comment"),
    "order": _("Order"),
    "rank": _("Position"),
    "option": _("Option"),
    "options": _("Options"),
    "value": _("Name"),
    "question": _("Question"),
    "questions": _("Questions"),
    "statuses": _("Statuses"),
    "lifecycle": _("Lifecycle"),
    "people": _("People"),
    "meaning": _("Meaning"),
    "category": _("Status category"),
    "conditions": _("When it applies"),
    "role": _("Role"),
    "field": _("Field"),
    "input": _("Asks for"),
    "default": _("Default"),
}


def label_of(kind: str, field: str) -> str:
    """What this field of such a thing is called."""
    part = _part(kind, field)
    return str((part.label if part else "") or LABELS.get(field) or field.replace("_", " "))


def said(kind: str, field: str, value: Any) -> str:
    """A value as it was written down, on one line; empty for nothing."""
    part = _part(kind, field)
    if isinstance(part, ConditionsValue):
        return _conditions(part, value)
    if isinstance(value, Mapping):
        if "id" in value and "name" in value:
            return str(value["name"])
        told = ((label_of(kind, name), said(kind, name, each)) for name, each in value.items() if each)
        return " · ".join(
            f"{label} {words}" if label[-1] in "?:" else f"{label}: {words}" for label, words in told
        )
    if isinstance(value, list):
        return ", ".join(said(kind, field, each) for each in value)
    if field == "category" and value in CATEGORIES:
        return str(CATEGORIES[value])
    if isinstance(value, bool):
        return YesNo().said(value)
    if value and isinstance(value, str) and isinstance(part, Choice | Choices | Ref):
        option = part.options.get(value)
        return option.words if option else value
    return "" if value is None else str(value)


def _conditions(part: ConditionsValue, value: Any) -> str:
    try:
        return part.said(part.tidy(value or ()))
    except (KeyError, TypeError, ValueError):  # as an older version had them
        return str(value or "")


def _part(kind: str, field: str) -> "Value[Any] | None":
    section = SECTIONS.get(kind, "")
    setting = settings().get(section)
    if setting is None:
        return None
    name = FIELDS.get(section, {}).get(field, field)
    return setting.fields.get(name) or _within(setting.fields, name)


def _within(fields: Parts, name: str) -> "Value[Any] | None":
    """Of a list of groups, such as a form's questions, the part of that name."""
    for each in fields.values():
        inner = each.of if isinstance(each, Many) else each
        if isinstance(inner, Group) and name in inner.parts:
            return inner.parts[name]
    return None
