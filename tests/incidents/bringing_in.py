"""One import of some bytes, as the command does it."""

import io
import json
from typing import Any

from turnout.incidents.importing.columns import Columns
from turnout.incidents.importing.importer import Import, Outcome
from turnout.incidents.importing.problems import Finding
from turnout.incidents.importing.reading import read_rows
from turnout.incidents.importing.writing import Kinds
from turnout.reviews.importing import bring_reviews


class Run:
    """One import of some bytes, and what it told."""

    def __init__(
        self, content: bytes | list[dict[str, Any]], kind: str = "jsonl", mapping: Any = (), **more: Any
    ) -> None:
        if isinstance(content, list):
            content = "\n".join(json.dumps(row) for row in content).encode()
        self.read = 0
        self.findings: list[Finding] = []
        header, self.reads = read_rows(io.BytesIO(content), kind, self.count)
        self.importing = Import(
            "elsewhere",
            Columns(dict(mapping), header),
            self.findings.append,
            Kinds.present(),
            hooks=(bring_reviews,),
            **more,
        )

    def count(self, size: int) -> None:
        self.read += size

    def go(self) -> Outcome:
        return self.importing.run(self.reads)

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return [(finding.line, finding.reason) for finding in self.findings]
