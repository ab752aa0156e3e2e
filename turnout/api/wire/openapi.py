"""The OpenAPI document, drawn from the declarations: nothing in it is written by hand."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation

import turnout
from turnout.api.wire.discovery import operations
from turnout.api.wire.errors import STATUS_OF
from turnout.api.wire.operation import Operation
from turnout.api.wire.schema import Body, Listed, Said, Shape
from turnout.core.values import Many, Schema

NOES = {"GET": (401, 403, 404, 422), "POST": (400, 401, 403, 404, 413, 422, 429)}
"""The statuses an operation may say no with, by method; others are like POST."""


@cache
def document() -> Schema:
    """OpenAPI 3.0.3 (https://spec.openapis.org/oas/v3.0.3), in English."""
    with translation.override("en"):
        paths: dict[str, Any] = {}
        for each in operations():
            paths.setdefault(each.path, {})[each.method.lower()] = _operation(each)
        return {
            "openapi": "3.0.3",
            "info": {"title": "Turnout", "version": turnout.__version__},
            "servers": [{"url": settings.PUBLIC_URL}],
            "security": [{"BearerAuth": []}],
            "tags": [{"name": tag} for tag in dict.fromkeys(each.tag for each in operations())],
            "paths": paths,
            "components": {
                "schemas": {"Error": ERROR, **_schemas(operations())},
                "securitySchemes": {"BearerAuth": {"type": "http", "scheme": "bearer"}},
            },
        }


def _operation(of: Operation) -> Schema:
    said: Schema = {
        "tags": [of.tag],
        "operationId": of.id,
        "summary": str(of.about),
        "description": f"Needs `{of.permission}`." if of.permission else "Needs no token.",
        "parameters": _parameters(of),
        "responses": {str(of.status): _answer(of), **_noes(of)},
    }
    if of.body:
        said["requestBody"] = {"required": True, "content": _json(of.body.schema())}
    if of.is_open:
        said["security"] = []
    return said


def _parameters(of: Operation) -> list[Schema]:
    ids = re.findall(r"{(\w+)}", of.path)
    text = {"type": "string"}
    return [{"name": id, "in": "path", "required": True, "schema": text} for id in ids] + of.query.schema()


def _answer(of: Operation) -> Schema:
    content = {"content": _json(of.answers.schema())} if of.answers else {}
    return {"description": str(of.about), **content}


def _noes(of: Operation) -> Schema:
    names = {status: type for type, status in STATUS_OF.items()}
    content = _json({"$ref": "#/components/schemas/Error"})
    statuses = NOES.get(of.method, NOES["POST"])
    return {str(each): {"description": names[each], "content": content} for each in statuses}


def _json(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}


def _schemas(of: Iterable[Operation]) -> dict[str, Schema]:
    """Each named object once. Two that differ may not share a name."""
    found: dict[str, Schema] = {}
    for each in of:
        for root in (each.answers, each.body):
            for named in named_in(root):
                said = named.definition()
                assert found.setdefault(named.name, said) == said, f"two objects are called {named.name}"
    return dict(sorted(found.items()))


def named_in(value: Any) -> Iterator[Shape | Body]:
    """The object and all that it holds."""
    if isinstance(value, Many | Listed):
        yield from named_in(value.of)
    elif isinstance(value, Shape | Body):
        yield value
        for part in value.parts.values():
            yield from named_in(part.value if isinstance(part, Said) else part)


_TEXT: Schema = {"type": "string"}
ERROR: Schema = {
    "type": "object",
    "required": ["type", "status", "request_id", "errors"],
    "properties": {
        "type": {"type": "string", "enum": [*STATUS_OF]},
        "status": {"type": "integer"},
        "request_id": _TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {
                    "code": _TEXT,
                    "message": _TEXT,
                    "source": {"type": "object", "properties": {"field": _TEXT, "pointer": _TEXT}},
                },
            },
        },
        "rate_limit": {
            "type": "object",
            "properties": {
                "name": _TEXT,
                "limit": {"type": "integer"},
                "remaining": {"type": "integer"},
                "retry_after": {"type": "string", "format": "date-time"},
            },
        },
    },
}
