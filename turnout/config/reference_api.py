"""The reference page of the public API: every operation, drawn from its declaration."""

from itertools import groupby

from django.utils import translation

from turnout.api.wire.discovery import operations
from turnout.api.wire.operation import Operation

INTRODUCTION = """\
# Operations of the API

Every operation, by the tag it has in the wire format. [The public API](../api.md) tells how it is used; your
installation serves the same as an OpenAPI document at `/v1/openapiV3.json`, and as a page at `/help/api/`.
"""


def api(note: str) -> str:
    """Every operation: its address, what it does and the permission it needs."""
    with translation.override("en"):
        lines = [note, INTRODUCTION]
        for tag, of in groupby(sorted(operations(), key=lambda each: each.tag), key=lambda each: each.tag):
            lines += [f"## {tag}", "", "| operation | address | what | permission |", "|---|---|---|---|"]
            lines += [_row(each) for each in of]
            lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def _row(of: Operation) -> str:
    permission = f"`{of.permission}`" if of.permission else "none, nor a token"
    return f"| {of.name} | `{of.method} {of.path}` | {of.about} | {permission} |"
