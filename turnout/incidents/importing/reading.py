"""Reading rows from a file as a stream: bounded in memory, and one bad row spoils no other."""

import codecs
import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from turnout.incidents.importing.problems import CannotImport

LONGEST = 2 * 1024 * 1024  # bytes of one row
_PART = 64 * 1024
_OTHER_ENCODINGS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
FORMATS = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl"}


@dataclass(frozen=True)
class Read:
    """One row as it stands in the file, or the reason why it can't be read."""

    line: int
    values: dict[str, Any] | None
    reason: str = ""


class Lines:
    """The lines of a file as text. What isn't UTF-8 is kept as lone surrogates, for `plain` to find.

    A class and not a generator: after an error it goes on with the next line.
    """

    def __init__(self, file: BinaryIO, progress: Callable[[int], None]) -> None:
        self.file = file
        self.progress = progress
        self.number = 0  # of the line read last
        self.size = 0  # bytes of the present row so far

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        raw = self.file.readline(LONGEST + 1)
        if not raw:
            raise StopIteration
        self.number += 1
        self.size += len(raw)
        self.progress(len(raw))
        if self.number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if self.size > LONGEST:
            self._skip(raw)
            raise OverflowError
        return raw.decode("utf-8", "surrogateescape")

    def _skip(self, raw: bytes) -> None:
        """Read on to the end of this line without keeping it."""
        while raw and not raw.endswith(b"\n"):
            raw = self.file.readline(_PART)
            self.progress(len(raw))


def format_of(path: Path) -> str:
    """The format a file's name tells."""
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise CannotImport(
            f"{path.name} doesn't end in .jsonl or .csv. Say which it is: --format jsonl (or csv)"
        )
    return kind


def read_rows(file: BinaryIO, kind: str, progress: Callable[[int], None]) -> tuple[list[str], Iterator[Read]]:
    """The columns (none for JSONL), and the rows. CannotImport if the file is something else."""
    start = file.read(_PART)
    file.seek(0)
    if start.startswith(_OTHER_ENCODINGS) or start.count(0) > len(start) // 10:
        raise CannotImport("This file isn't UTF-8 text. Save it again as UTF-8, then import that.")
    if kind == "jsonl":
        if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"["):
            raise CannotImport(
                "This file is one JSON list. Write one object a line (JSONL), then import that."
            )
        return [], _json_rows(Lines(file, progress))
    lines = Lines(file, progress)
    columns, delimiter = _header(lines)
    return columns, _csv_rows(lines, columns, delimiter)


def _json_rows(lines: Lines) -> Iterator[Read]:
    while True:
        lines.size = 0
        try:
            text = next(lines)
        except StopIteration:
            return
        except OverflowError:
            yield Read(lines.number, None, _TOO_LONG)
            continue
        if not text.strip():
            continue
        reason = not_utf8(text)
        if reason:
            yield Read(lines.number, None, reason)
            continue
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield Read(lines.number, None, f"is not JSON: {_short(error)}")
            continue
        if isinstance(values, dict):
            yield Read(lines.number, values)
        else:
            yield Read(lines.number, None, "is not a JSON object")


def _header(lines: Lines) -> tuple[list[str], str]:
    """The column names, and what stands between them: whichever of , ; tab | the first line has most of."""
    try:
        first = next(lines)
    except StopIteration:
        raise CannotImport("This file is empty.") from None
    except OverflowError:
        raise CannotImport("The first line of this file is too long to hold column names.") from None
    if not_utf8(first):
        raise CannotImport("This file isn't UTF-8 text. Save it again as UTF-8, then import that.")
    delimiter = max(",;\t|", key=first.count)
    try:
        columns = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
    except csv.Error as error:
        raise CannotImport(f"The first line should hold the names of the columns: {error}") from None
    double = {name for name in columns if name and columns.count(name) > 1}
    if double:
        raise CannotImport(f"Two columns have the same name: {', '.join(sorted(double))}")
    if not any(columns):
        raise CannotImport("The first line of this file should hold the column names, and is empty.")
    return columns, delimiter


def _csv_rows(lines: Lines, columns: list[str], delimiter: str) -> Iterator[Read]:
    csv.field_size_limit(LONGEST)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        first, lines.size = lines.number + 1, 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except OverflowError:
            yield Read(first, None, _TOO_LONG)
            continue
        except csv.Error as error:
            yield Read(first, None, f"can't be read as CSV: {_short(error)}")
            continue
        if any(cell.strip() for cell in cells):
            yield _csv_row(first, columns, cells)


def _csv_row(line: int, columns: list[str], cells: list[str]) -> Read:
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Read(line, None, f"has {len(cells)} cells for {len(columns)} columns")
    reason = next(filter(None, map(not_utf8, cells)), "")
    if reason:
        return Read(line, None, reason)
    return Read(line, {name: cell for name, cell in zip(columns, cells, strict=False) if name})


_TOO_LONG = f"is longer than {LONGEST // 1024 // 1024} MB"


def not_utf8(text: str) -> str:
    """The reason, if bytes of the file weren't UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"is not UTF-8 text (at character {error.start + 1})"
    return ""


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
