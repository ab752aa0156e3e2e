"""Every operation of the API as a door: whatever is declared is walked, so no new one is forgotten."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase
from django.test import Client

from tests.api.samples import sample
from turnout.api.wire.discovery import operations
from turnout.api.wire.operation import Operation

LISTS = [each for each in operations() if each.method == "GET" and "{" not in each.path]
REACHING = [
    each for each in operations() if "{" in each.path or (each.body and "incident_id" in each.body.parts)
]


def lists(client: Client) -> Iterator[tuple[str, HttpResponseBase]]:
    """What somebody meets without knowing what to look for."""
    for each in LISTS:
        yield f"GET {each.path}", client.get(each.path, {"page_size": "250"} if each.permission else {})


def reaching(client: Client, incident: str, ids: dict[str, str]) -> Iterator[tuple[str, HttpResponseBase]]:
    """What somebody meets who was told the incident's id, and those of what is in it, looking and sending.

    ids  by the word that stands before one in addresses
    """
    for each in LISTS:
        if "incident_id" in each.query.plain:
            yield f"GET {each.path}?incident_id", client.get(each.path, {"incident_id": incident})
    for each in REACHING:
        path = re.sub(r"(\w+)/{\w+}", lambda found: f"{found[1]}/{ids.get(found[1], incident)}", each.path)
        yield f"{each.method} {each.path}", _sent(client, each, path, incident)


def _sent(client: Client, of: Operation, path: str, incident: str) -> HttpResponseBase:
    if not of.writes:
        return client.get(path)
    body: dict[str, Any] = sample(of.body, 1, {"incident_id": incident}) if of.body else {}
    return client.generic(of.method, path, json.dumps(body), content_type="application/json")
