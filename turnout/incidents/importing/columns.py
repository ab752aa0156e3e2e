"""Which column of a file holds what: known names are understood, and a mapping says the rest."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from turnout.incidents.fields.values import fields_in_use
from turnout.incidents.importing.custom_fields import PREFIX, is_own
from turnout.incidents.importing.problems import CannotImport

# What we look for, and the column names we understand without being told. Case, spaces, _ and - don't matter.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("id", "external_id", "key", "reference", "incident_id", "number", "ticket", "uuid"),
    "title": ("title", "name", "headline", "subject", "incident", "short_description", "incident_title"),
    "summary": ("summary", "description", "details", "what_happened", "abstract"),
    "discipline": ("discipline", "type", "kind", "category", "incident_type", "department", "area"),
    "severity": ("severity", "priority", "impact", "level", "sev"),
    "status": ("status", "state"),
    "started": ("started", "started_at", "start", "start_time", "began", "occurred", "occurred_at", "date"),
    "ended": ("ended", "ended_at", "end", "end_time", "resolved", "resolved_at", "closed", "closed_at"),
    "reported": ("reported", "reported_at", "created", "created_at", "opened", "opened_at", "date_reported"),
    "organisation": ("organisation", "organization", "company", "customer", "account"),
    "place": ("place", "location", "site", "city", "region"),
    "people_affected": ("people_affected", "affected", "affected_count", "persons_affected"),
    "tags": ("tags", "labels", "keywords"),
    "source": ("source", "url", "link", "permalink", "source_url"),
    "updates": ("updates", "incident_updates", "posts"),
    "timeline": ("timeline", "events", "history"),
    "body": ("body", "review", "postmortem", "post_mortem", "report", "retrospective"),
}


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()


_FIELDS = {_plain(name): (field, rank) for field, all_ in SYNONYMS.items() for rank, name in enumerate(all_)}


class Columns:
    """Finds our fields in a row. A mapped column may name a value inside another: `veris.victim.country`."""

    def __init__(self, mapping: Mapping[str, str], header: list[str]) -> None:
        unknown = [field for field in mapping if field not in SYNONYMS and not is_own(field)]
        if unknown:
            own = [f"{PREFIX}{each.key}" for each in fields_in_use()]
            there = ", ".join([*SYNONYMS, *own])
            raise CannotImport(f"We don't know the field {unknown[0]!r}. Fields are: {there}")
        missing = [column for column in mapping.values() if header and column not in header]
        if missing:
            raise CannotImport(f"There is no column {missing[0]!r}. The file has: {', '.join(header)[:500]}")
        self.mapping = dict(mapping)
        self.unseen = set(mapping.values())  # columns asked for that no row had so far
        if header:
            self._require(header)

    def _require(self, header: list[str]) -> None:
        known = {_FIELDS[_plain(name)][0] for name in header if _plain(name) in _FIELDS} | set(self.mapping)
        for field in ("id", "title"):
            if field not in known and not (field == "title" and "summary" in known):
                there = ", ".join(header)[:500]
                raise CannotImport(
                    f"No column tells the {field}. Say which: --map {field}=COLUMN. There are: {there}"
                )

    def fields_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """The row by our names; what it says nothing about is left out."""
        found: dict[str, tuple[int, Any]] = {}
        for name, value in values.items():
            field, rank = (name, 0) if is_own(name) else _FIELDS.get(_plain(name), ("", 0))
            if field and field not in self.mapping and not _is_empty(value):
                found[field] = min(found.get(field, (99, None)), (rank, value), key=lambda pair: pair[0])
        fields = {field: value for field, (_rank, value) in found.items()}
        for field, column in self.mapping.items():
            value = _inside(values, column)
            if not _is_empty(value):
                self.unseen.discard(column)
                fields[field] = value
        return fields


def _is_empty(value: Any) -> bool:
    return value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip())


def _inside(values: dict[str, Any], column: str) -> Any:
    if column in values:
        return values[column]
    found: Any = values
    for part in column.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def read_mapping(pairs: tuple[str, ...], file: Path | None) -> dict[str, str]:
    """The mapping told on the command line, on top of one kept in a YAML file (`field: column`)."""
    mapping: dict[str, str] = {}
    if file:
        try:
            kept = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise CannotImport(f"{file.name} can't be read as YAML: {str(error)[:200]}") from None
        if not isinstance(kept, dict):
            raise CannotImport(f"{file.name} should hold lines like  title: Headline")
        mapping.update({str(field): str(column) for field, column in kept.items()})
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not sign or not field or not column:
            raise CannotImport(f"Write --map as field=column, such as --map title=Headline (not {pair!r})")
        mapping[field.strip()] = column.strip()
    return mapping
