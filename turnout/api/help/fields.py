"""What people read of an operation: its fields in rows, and a request to copy."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.api.wire.openapi import named_in
from turnout.api.wire.operation import Operation
from turnout.core.values import Schema

DEEPEST = 3  # objects in objects: what lies below is in the OpenAPI document
KINDS = {
    "string": gettext_lazy("text"),
    "integer": gettext_lazy("number"),
    "number": gettext_lazy("number"),
    "boolean": gettext_lazy("true or false"),
    "object": gettext_lazy("object"),
}


@dataclass(frozen=True)
class Row:
    """One field: its name with those around it, what it holds, and whether it has to be there."""

    name: str
    holds: str
    required: bool


@dataclass(frozen=True)
class Drawn:
    """One operation as a page shows it."""

    operation: Operation
    query: list[Row]
    body: list[Row]
    answer: list[Row]
    example: str

    @property
    def anchor(self) -> str:
        """Where it is on its page: `severities-v1-list`."""
        return re.sub(r"\W+", "-", self.operation.id).lower()


def drawn(of: Operation) -> Drawn:
    """An operation as people read it, in the language that is on."""
    schemas = {each.name: each.definition() for root in (of.answers, of.body) for each in named_in(root)}
    query = [
        Row(each["name"], _holds(each["schema"]), each.get("required", False)) for each in of.query.schema()
    ]
    body = [*_rows(of.body.definition(), schemas)] if of.body else []
    answer = [*_rows(of.answers.definition(), schemas)] if of.answers else []
    return Drawn(of, query, body, answer, _example(of, schemas))


def _rows(schema: Schema, schemas: dict[str, Schema], at: str = "", depth: int = 1) -> Iterator[Row]:
    for name, field in schema.get("properties", {}).items():
        inner = _resolved(field, schemas)
        is_list = inner.get("type") == "array"
        item = _resolved(inner["items"], schemas) if is_list else inner
        yield Row(f"{at}{name}", _holds(inner, item), name in schema.get("required", ()))
        if "properties" in item and depth < DEEPEST:
            yield from _rows(item, schemas, f"{at}{name}{'[]' if is_list else ''}.", depth + 1)


def _resolved(schema: Schema, schemas: dict[str, Schema]) -> Schema:
    return schemas[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema


def _holds(schema: Schema, item: Schema | None = None) -> str:
    item = item or schema
    if operators := _operators(schema):
        return " · ".join(operators)
    if words := [each for each in item.get("enum", ()) if each]:
        return (_("some of: %(words)s") if schema.get("type") == "array" else "%(words)s") % {
            "words": " · ".join(words)
        }
    if item.get("format") == "date-time":
        return _("time")
    if schema.get("type") == "array":
        return _("list of objects") if "properties" in item else _("list")
    most = f", {_('up to %(most)s characters') % {'most': item['maxLength']}}" if "maxLength" in item else ""
    return str(KINDS[item.get("type", "object")]) + most


def _operators(schema: Schema) -> list[str]:
    """Of a filter; where a key stands before the operator, it is an id."""
    more = schema.get("additionalProperties")
    if isinstance(more, dict):
        return [f"[id]{each}" for each in _operators(more)]
    return [f"[{each}]" for each in schema.get("properties", ())] if more is False else []


def _example(of: Operation, schemas: dict[str, Schema]) -> str:
    """With curl, as in the guide: TURNOUT is the address, TOKEN the token."""
    path = re.sub(r"{\w+}", "01J…", of.path)
    parts = ["curl"]
    if of.method != "GET":
        parts.append(f"-X {of.method}")
    if of.permission:
        parts.append('-H "Authorization: Bearer $TOKEN"')
    parts.append(f"{settings.PUBLIC_URL}{path}")
    if of.body:
        sent = json.dumps(_sample(of.body.definition(), schemas), indent=2, ensure_ascii=False)
        parts += ['-H "Content-Type: application/json"', f"-d '{sent}'"]
    return " \\\n  ".join([" ".join(parts[:-2]), *parts[-2:]] if of.body else [" ".join(parts)])


def _sample(schema: Schema, schemas: dict[str, Schema]) -> Any:
    """What is required, and some of the rest where nothing is."""
    schema = _resolved(schema, schemas)
    if words := [each for each in schema.get("enum", ()) if each]:
        return words[0]
    match schema.get("type"):
        case "object":
            properties = schema.get("properties", {})
            names = schema.get("required") or [*properties][:3]
            return {name: _sample(properties[name], schemas) for name in names}
        case "array":
            return [_sample(schema["items"], schemas)]
        case "integer":
            return 1
        case "boolean":
            return True
    return "2026-03-29T14:30:00Z" if schema.get("format") == "date-time" else "…"
