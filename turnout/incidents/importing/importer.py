"""The import: rows from a file, in batches, each row brought in, known already, or rejected with a reason."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError

from turnout.incidents.importing.columns import Columns
from turnout.incidents.importing.problems import Finding, Unusable
from turnout.incidents.importing.reading import Read
from turnout.incidents.importing.rows import Row, read_row
from turnout.incidents.importing.writing import Hook, Kinds, known_ids, write_incidents

BATCH = 200  # rows written in one transaction …
BATCH_SIZE = 8 * 1024 * 1024  # … or fewer, if they are long
UNWRITABLE = (IntegrityError, DataError, ValueError, TypeError, OverflowError)

Tell = Callable[[Finding], None]


@dataclass
class Outcome:
    """How an import went so far. What was brought in is committed."""

    rows: int = 0
    brought: int = 0
    known: int = 0
    rejected: int = 0
    private: int = 0
    reasons: Counter[tuple[bool, str]] = field(
        default_factory=Counter
    )  # by rejected and reason, details left out

    def count(self, finding: Finding) -> None:
        self.rejected += finding.rejected
        self.reasons[finding.rejected, re.sub(r"“[^”]*”|\(.*\)|\d+", "…", finding.reason)[:200]] += 1


@dataclass
class Import:
    """One run over one file. Stopped at any moment and run again, it goes on where it was.

    system       what the file's ids are unique within
    open_to_all  show everything to everyone, also kinds that start private
    hooks        what rooms above add to each batch
    """

    system: str
    columns: Columns
    tell: Tell
    kinds: Kinds
    open_to_all: bool = False
    dry_run: bool = False
    hooks: tuple[Hook, ...] = ()
    outcome: Outcome = field(default_factory=Outcome)

    def run(self, reads: Iterable[Read]) -> Outcome:
        batch: dict[str, Row] = {}
        size = 0
        for read in reads:
            self.outcome.rows += 1
            row = self._understand(read)
            if row is None:
                continue
            if row.id in batch:
                self.outcome.known += 1
                continue
            batch[row.id] = row
            size += row.size
            if len(batch) >= BATCH or size >= BATCH_SIZE:
                self._bring(batch)
                batch, size = {}, 0
        self._bring(batch)
        return self.outcome

    def _understand(self, read: Read) -> Row | None:
        if read.values is None:
            self._find(Finding(read.line, "", read.reason, rejected=True))
            return None
        fields = self.columns.fields_of(read.values)
        try:
            return read_row(read.line, fields)
        except Unusable as reason:
            self._find(Finding(read.line, str(fields.get("id", ""))[:100], str(reason), rejected=True))
            return None

    def _bring(self, batch: dict[str, Row]) -> None:
        """Write those that aren't here yet. If the batch can't be written as one, each row for itself."""
        known = known_ids(self.system, batch) if batch else set()
        self.outcome.known += len(known)
        rows = [row for row in batch.values() if row.id not in known]
        if not rows:
            return
        try:
            self._write(rows)
        except UNWRITABLE:
            for row in rows:
                self._bring_alone(row)
        else:
            self._count(rows)

    def _bring_alone(self, row: Row) -> None:
        try:
            self._write([row])
        except UNWRITABLE as error:
            if known_ids(self.system, [row.id]):  # another import was quicker
                self.outcome.known += 1
            else:
                reason = f"couldn't be written ({type(error).__name__})"
                self._find(Finding(row.line, row.id, reason, rejected=True))
        else:
            self._count([row])

    def _write(self, rows: list[Row]) -> None:
        if not self.dry_run:
            write_incidents(
                rows, system=self.system, kinds=self.kinds, open_to_all=self.open_to_all, hooks=self.hooks
            )

    def _count(self, rows: list[Row]) -> None:
        self.outcome.brought += len(rows)
        if not self.open_to_all:
            self.outcome.private += sum(self.kinds.is_private(row.discipline) for row in rows)
        for row in rows:
            for note in row.notes:
                self._find(Finding(row.line, row.id, note, rejected=False))

    def _find(self, finding: Finding) -> None:
        self.outcome.count(finding)
        self.tell(finding)
