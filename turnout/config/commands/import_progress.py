"""What an import shows on the screen: a bar, the first problems as they come, and a summary."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from turnout.incidents.importing.problems import Finding

if TYPE_CHECKING:
    from turnout.incidents.importing.importer import Outcome

SHOWN = 10  # problems told on the screen; the report has all
REASONS = 12  # kinds of problems in the summary


class Screen:
    """One import, as its owner watches it."""

    def __init__(self, system: str, dry_run: bool) -> None:
        self.system = system
        self.dry_run = dry_run
        self.console = Console()
        self.shown = 0
        self.began = monotonic()
        self._bar: tuple[Progress, TaskID] | None = None

    def advance(self, count: int) -> None:
        """So many bytes more were read."""
        if self._bar:
            self._bar[0].advance(self._bar[1], count)

    def telling(self, also: Callable[[Finding], None] | None) -> Callable[[Finding], None]:
        def tell(finding: Finding) -> None:
            if also:
                also(finding)
            if finding.rejected:
                self._show(finding)

        return tell

    def _show(self, finding: Finding) -> None:
        self.shown += 1
        if self.shown <= SHOWN:
            name = f" ({finding.id})" if finding.id else ""
            self.console.print(f"[red]line {finding.line}[/red]{escape(name)} {escape(finding.reason)}")
        elif self.shown == SHOWN + 1:
            self.console.print("… and more.")

    @contextmanager
    def progress(self, file: Path) -> Iterator[None]:
        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(binary_units=True),
            TimeRemainingColumn(),
            console=self.console,
            transient=True,
        )
        self._bar = bar, bar.add_task("Reading" if self.dry_run else "Importing", total=file.stat().st_size)
        with bar:
            yield

    def summarize(self, outcome: "Outcome", report: Path | None, ending: str) -> None:
        seconds = max(monotonic() - self.began, 0.001)
        table = Table(
            title=f"{'Dry run: nothing was written. ' if self.dry_run else ''}From {escape(self.system)}"
        )
        table.add_column()
        table.add_column("rows", justify="right")
        for words, number in (
            ("read", outcome.rows),
            ("would come in" if self.dry_run else "came in", outcome.brought),
            (
                "of these start private because of their type (--open makes them open to everyone)",
                outcome.private,
            ),
            ("already here, unchanged", outcome.known),
            ("rejected", outcome.rejected),
        ):
            table.add_row(words, f"{number:,}", style="red" if words == "rejected" and number else None)
        self.console.print(table)
        self._reasons(outcome)
        self.console.print(f"{seconds:.1f} seconds, {outcome.rows / seconds:,.0f} rows a second.")
        if report and outcome.reasons:
            self.console.print(f"Each is listed in {escape(str(report))}.")
        elif outcome.reasons:
            self.console.print("To have each of them listed: --report problems.csv")
        if ending:
            self.console.print(
                f"[bold]{escape(ending)}[/bold] What was imported is kept; run the same command again to "
                f"continue."
            )

    def _reasons(self, outcome: "Outcome") -> None:
        if not outcome.reasons:
            return
        table = Table("rows", "what", show_edge=False, pad_edge=False)
        for (rejected, reason), count in outcome.reasons.most_common(REASONS):
            table.add_row(f"{count:,}", f"{'[red]rejected[/red]: ' if rejected else ''}{escape(reason)}")
        self.console.print(table)
