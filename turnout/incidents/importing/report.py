"""The report of an import: a line for each row that stayed out or came in changed."""

import csv
import json
from pathlib import Path
from types import TracebackType
from typing import Any

from turnout.incidents.importing.problems import CannotImport, Finding

COLUMNS = ("line", "id", "rejected", "reason")


class Report:
    """Written while the import runs, so it is there when that is stopped. CSV if named so, else JSONL."""

    def __init__(self, path: Path) -> None:
        try:
            self.file = path.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise CannotImport(f"The report can't be written to {path}: {error.strerror}") from None
        self.csv: Any = csv.writer(self.file) if path.suffix.lower() == ".csv" else None
        if self.csv:
            self.csv.writerow(COLUMNS)

    def __enter__(self) -> "Report":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()

    def tell(self, finding: Finding) -> None:
        values = (finding.line, finding.id, finding.rejected, finding.reason)
        if self.csv:
            self.csv.writerow([_harmless(value) for value in values])
        else:
            self.file.write(json.dumps(dict(zip(COLUMNS, values, strict=True)), ensure_ascii=False) + "\n")


def _harmless(value: object) -> object:
    """A spreadsheet takes text that begins so for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value
