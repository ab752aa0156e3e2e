"""What of incidents an organization can set: one `Setting` each, with its fields, its verbs and its page."""

from turnout.incidents.blueprint import (
    departments,
    fields,
    forms,
    intake,
    lifecycles,
    roles,
    rules,
    severities,
    timestamps,
    types,
)

__all__ = [
    "departments",
    "fields",
    "forms",
    "intake",
    "lifecycles",
    "roles",
    "rules",
    "severities",
    "timestamps",
    "types",
]
