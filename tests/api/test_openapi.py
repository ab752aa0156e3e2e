"""The OpenAPI document that is drawn from the declarations."""

import json
import re
from typing import Any

from django.test import Client

from turnout.api.wire.discovery import operations


def test_anybody_may_read_it_and_it_holds_every_operation(world):
    document = Client().get("/v1/openapiV3.json").json()
    said = {
        (of["operationId"], method.upper(), path)
        for path, methods in document["paths"].items()
        for method, of in methods.items()
    }
    assert said == {(each.id, each.method, each.path) for each in operations()}
    assert document["openapi"].startswith("3.0")


def test_whatever_it_names_is_in_it(world):
    document = Client().get("/v1/openapiV3.json").json()
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert named == set(document["components"]["schemas"])
    for path, methods in document["paths"].items():
        for of in methods.values():
            places = {each["name"] for each in of["parameters"] if each["in"] == "path"}
            assert places == set(re.findall(r"{(\w+)}", path))
            assert any(status.startswith("2") for status in of["responses"])
            assert all(each["description"] for each in of["responses"].values())
    for name, schema in document["components"]["schemas"].items():
        assert wrong(schema) == [], name


def wrong(schema: dict[str, Any]) -> list[str]:
    """What OpenAPI 3.0 doesn't have in a schema."""
    if "$ref" in schema:
        return [] if len(schema) == 1 else ["a reference has nothing beside it"]
    kinds = ("object", "array", "string", "integer", "number", "boolean")
    found = [] if schema.get("type") in kinds else [f"no type: {schema}"]
    found += [
        f"{name} is required and not there"
        for name in schema.get("required", ())
        if name not in schema["properties"]
    ]
    if schema.get("type") == "array" and "items" not in schema:
        found.append("a list of nothing")
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return found + [fault for each in inner for fault in wrong(each)]
