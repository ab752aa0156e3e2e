"""`turnout import incidents`: the history of another system."""

from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import click

from turnout.config.commands import ready
from turnout.config.commands.import_progress import Screen
from turnout.incidents.importing.problems import CannotImport

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
REPORT = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["jsonl", "csv"]),
    help="Needed only if the file name doesn't show it.",
)
@click.option("--system", help="The source system the ids belong to. [default: the file name]")
@click.option(
    "--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="A column that holds a field. Repeatable."
)
@click.option("--mapping", type=FILE, help="The same as --map, kept in a YAML file.")
@click.option(
    "--open",
    "open_to_all",
    is_flag=True,
    help="Open every incident to everyone, including types that start private.",
)
@click.option("--dry-run", is_flag=True, help="Dry run: check every row, write nothing.")
@click.option("--report", type=REPORT, help="Write rows with problems to this file (.csv or .jsonl).")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after this many rows.")
def incidents(
    file: Path,
    kind: str | None,
    system: str | None,
    pairs: tuple[str, ...],
    mapping: Path | None,
    open_to_all: bool,
    dry_run: bool,
    report: Path | None,
    limit: int | None,
) -> None:
    """Bring in incidents from FILE (JSONL or CSV). docs/import.md tells what it understands.

    Stopped and run again it goes on where it was: a row that came in before is left alone.
    Ends with 1 if a row was rejected.
    """
    ready.set_up()
    ready.refuse_old_tables()
    from django.db import OperationalError

    from turnout.incidents.importing.columns import Columns, read_mapping
    from turnout.incidents.importing.importer import Import
    from turnout.incidents.importing.reading import format_of, read_rows
    from turnout.incidents.importing.report import Report
    from turnout.incidents.importing.writing import Kinds
    from turnout.reviews.importing import bring_reviews

    screen = Screen(system or file.stem, dry_run)
    ending, code = "", 0
    with ExitStack() as around:
        try:
            kinds = Kinds.present()
            header, rows = read_rows(
                around.enter_context(file.open("rb")), kind or format_of(file), screen.advance
            )
            columns = Columns(read_mapping(pairs, mapping), header)
            also = around.enter_context(Report(report)).tell if report else None
            run = Import(
                screen.system, columns, screen.telling(also), kinds, open_to_all, dry_run, (bring_reviews,)
            )
        except CannotImport as error:
            raise click.ClickException(str(error)) from None
        around.enter_context(screen.progress(file))
        try:
            run.run(islice(rows, limit))
        except KeyboardInterrupt:
            ending, code = "Stopped.", 130
        except OperationalError as error:
            ending, code = f"The database failed ({error}).", 1
    screen.summarize(run.outcome, report, ending)
    if columns.unseen and not limit and not ending:
        click.secho(f"No row had a column called {', '.join(sorted(columns.unseen))}.", fg="yellow")
    raise SystemExit(code or int(run.outcome.rejected > 0))
