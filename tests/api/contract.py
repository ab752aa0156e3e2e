"""What is declared, and what is answered, beside the facts of the wire format."""

import re
from datetime import datetime
from typing import Any

from tests.api.wire import Type, fields_of, wire
from turnout.api.wire.openapi import named_in
from turnout.api.wire.operation import Operation
from turnout.api.wire.schema import Shape
from turnout.api.wire.values import Unkept
from turnout.core.values import Many

KINDS: dict[str, Any] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "any": object,
}
PAGES = {"page_size", "after"}  # every list of ours takes these


def faults(value: Any, wanted: Type, at: str = "") -> list[str]:
    """Where `value` isn't what the wire says. A field the wire doesn't know is a fault, too."""
    if (fields := fields_of(wanted)) is not None:
        if not isinstance(value, dict):
            return [f"{at} should be an object, is {value!r}"]
        found = [
            f"{at}/{name} is missing"
            for name, (_type, needed) in fields.items()
            if needed and name not in value
        ]
        found += [f"{at}/{name} is unknown" for name in value if name not in fields]
        return found + [
            each
            for name in value
            if name in fields
            for each in faults(value[name], fields[name][0], f"{at}/{name}")
        ]
    wanted = plain(wanted)
    if isinstance(wanted, list):
        if not isinstance(value, list):
            return [f"{at} should be a list, is {value!r}"]
        return [each for n, part in enumerate(value) for each in faults(part, wanted[0], f"{at}/{n}")]
    if wanted == "time":
        is_one = isinstance(value, str) and value.endswith("Z") and datetime.fromisoformat(value)
        return [] if is_one else [f"{at} is no time: {value!r}"]
    kind, _space, words = wanted.partition(" ")
    if not isinstance(value, KINDS[kind]) or (kind in ("integer", "number") and isinstance(value, bool)):
        return [f"{at} should be {kind}, is {value!r}"]
    return [f"{at} may not be {value!r}"] if words and value not in words.split("|") else []


def plain(type: Type) -> Type:
    while isinstance(type, str) and type in wire()["shapes"]:
        type = wire()["shapes"][type]
    return type


def differences(of: Operation, said: dict[str, Any]) -> list[str]:
    """Where an operation is declared otherwise than the wire has it; `said` are the wire's facts of it."""
    found = []
    if said["at"] != f"{of.method} {of.path}":
        found.append(f"it is {said['at']}")
    if said["status"] != of.status:
        found.append(f"it answers {said['status']}")
    answer = said.get("answer")
    if bool(of.answers) != bool(answer) and not of.is_open:
        found.append("only one of the two answers something")
    if of.answers and answer:
        found += _answered(of.answers.schema(), answer, _schemas(of), "answer")
    if of.body or "body" in said:
        found += _sent(of.body, said.get("body", {}), "body")
    return found + _asked(of, said.get("query", {}))


def _schemas(of: Operation) -> dict[str, Any]:
    return {each.name: each.definition() for each in named_in(of.answers) if isinstance(each, Shape)}


def _answered(schema: dict[str, Any], wanted: Type, schemas: dict[str, Any], at: str) -> list[str]:
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    wanted_fields = fields_of(wanted)
    if wanted_fields is not None or schema.get("type") == "object":
        ours, fields = schema.get("properties", {}), wanted_fields or {}
        required = schema.get("required", ())
        found = [
            f"{at}.{name} isn't always there"
            for name, (_t, must) in fields.items()
            if must and name not in required
        ]
        found += [f"{at}.{name} isn't on the wire" for name in ours if name not in fields]
        for name in ours:
            if name in fields:
                found += _answered(ours[name], fields[name][0], schemas, f"{at}.{name}")
        return found
    wanted = plain(wanted)
    if isinstance(wanted, list):
        if schema.get("type") != "array":
            return [f"{at} isn't a list"]
        return _answered(schema["items"], wanted[0], schemas, f"{at}[]")
    return _same_kind(schema, wanted, at)


def _same_kind(schema: dict[str, Any], wanted: str, at: str) -> list[str]:
    kind, _space, words = wanted.partition(" ")
    if wanted == "any":
        return []
    if wanted == "time":
        return [] if schema.get("format") == "date-time" else [f"{at} isn't a time"]
    if schema.get("type") != kind:
        return [f"{at} isn't a {kind} but {schema.get('type')}"]
    more = {each for each in schema.get("enum", ()) if each} - set(words.split("|")) if words else set()
    return [f"{at} may not be {sorted(more)}"] if more else []


def _sent(value: Any, wanted: Type, at: str) -> list[str]:
    """A body has to take whatever the wire's takes, or say that it can't keep it."""
    value = value.of if isinstance(value, Many) and isinstance(plain(wanted), list) else value
    wanted = plain(wanted)[0] if isinstance(plain(wanted), list) else wanted
    fields = fields_of(wanted)
    if fields is None or isinstance(value, Unkept):
        schema = value.schema() if value is not None else {}
        return (
            []
            if isinstance(value, Unkept) or (fields is None and "$ref" not in schema)
            else [f"{at} isn't read"]
        )
    if (parts := getattr(value, "parts", None)) is None:
        return [f"{at} isn't an object"]
    found = [f"{at}.{name} isn't read" for name in fields if name not in parts]
    for name, part in parts.items():
        if name not in fields:
            found.append(f"{at}.{name} isn't on the wire")
        elif part.required and not fields[name][1]:
            found.append(f"{at}.{name} needn't be sent")
        else:
            found += _sent(part, fields[name][0], f"{at}.{name}")
    return found


def _asked(of: Operation, query: dict[str, Any]) -> list[str]:
    theirs = {name.rstrip("?"): not name.endswith("?") for name in query}
    ours = {**of.query.plain, **{each.name: each for each in of.query.filters}}
    found = [f"?{name} isn't on the wire" for name in ours if name not in theirs and name not in PAGES]
    found += [f"?{name} isn't known" for name in theirs if name not in ours]
    needed = [name for name, part in of.query.plain.items() if part.required and not theirs.get(name)]
    return found + [f"?{name} needn't be asked" for name in needed]


def ids_in(path: str) -> list[str]:
    return re.findall(r"{(\w+)}", path)
