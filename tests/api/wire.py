"""The wire format as facts: the names, types and what is required of every operation. See `bin/api`.

A type is "string", "integer", "number", "boolean", "time", "any"; "string a|b" for one of some words; ["…"]
for a list, {"…": …} for an object, and a capitalised name for one of `shapes`. A name that ends in "?" may be
missing.
"""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".json")
Type = Any


@cache
def wire() -> dict[str, Any]:
    """The operations by their ids, and the shapes by their names."""
    found: dict[str, Any] = json.loads(FILE.read_text())
    return found


def known() -> dict[str, dict[str, Any]]:
    operations: dict[str, dict[str, Any]] = wire()["operations"]
    return operations


def fields_of(type: Type) -> dict[str, tuple[Type, bool]] | None:
    """The fields of an object, each with its type and whether it is required; None for what is none."""
    while isinstance(type, str) and type in wire()["shapes"]:
        type = wire()["shapes"][type]
    if not isinstance(type, dict):
        return None
    return {name.rstrip("?"): (each, not name.endswith("?")) for name, each in type.items()}


def extract(document: dict[str, Any]) -> dict[str, Any]:
    """The facts of an OpenAPI document."""
    schemas = document["components"]["schemas"]
    shapes: dict[str, Type] = {}

    def type_of(schema: dict[str, Any]) -> Type:
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            if name not in shapes:
                shapes[name] = None
                shapes[name] = type_of(schemas[name])
            return name
        kind = schema.get("type", "object")
        if kind == "array":
            return [type_of(schema["items"])]
        if kind == "object":
            if "properties" not in schema:
                return "any"
            needed = schema.get("required", ())
            return {
                name if name in needed else f"{name}?": type_of(each)
                for name, each in schema["properties"].items()
            }
        if schema.get("format") == "date-time":
            return "time"
        return f"{kind} {'|'.join(map(str, schema['enum']))}" if "enum" in schema else kind

    def operation(path: str, method: str, of: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {"at": f"{method.upper()} {path}"}
        query = [each for each in of.get("parameters", ()) if each["in"] == "query"]
        if query:
            found["query"] = {
                each["name"] + ("" if each.get("required") else "?"): "filter"
                if each.get("style") == "deepObject"
                else type_of(each["schema"])
                for each in query
            }
        if "requestBody" in of:
            found["body"] = type_of(of["requestBody"]["content"]["application/json"]["schema"])
        status = next(each for each in of["responses"] if each.startswith("2"))
        content = of["responses"][status].get("content", {}).get("application/json")
        return found | {"status": int(status)} | ({"answer": type_of(content["schema"])} if content else {})

    type_of({"$ref": "#/components/schemas/ErrorResponse"})
    operations = {
        of["operationId"]: operation(path, method, of)
        for path, methods in document["paths"].items()
        for method, of in methods.items()
    }
    return {"operations": operations, "shapes": dict(sorted(shapes.items()))}


def written(facts: dict[str, Any]) -> str:
    """One line for each operation and shape, so that changes can be read."""

    def lines(part: dict[str, Any]) -> str:
        return ",\n".join(f"{json.dumps(name)}: {json.dumps(each)}" for name, each in part.items())

    return "{\n" + ",\n".join(f'"{name}": {{\n{lines(part)}\n}}' for name, part in facts.items()) + "\n}\n"


def missing() -> list[str]:
    """The operations of the wire format that aren't here yet."""
    import django

    django.setup()
    from turnout.api.wire.discovery import operations

    here = {each.id for each in operations()}
    return [f"{id}  {of['at']}" for id, of in known().items() if id not in here]


def main() -> None:
    match sys.argv[1:]:
        case ["missing"]:
            left = missing()
            sys.stdout.write("\n".join([*left, f"{len(left)} of {len(known())} are missing.", ""]))
        case ["extract", path]:
            FILE.write_text(written(extract(json.loads(Path(path).read_text()))))
        case _:
            sys.exit("bin/api missing | extract FILE")


if __name__ == "__main__":
    main()
