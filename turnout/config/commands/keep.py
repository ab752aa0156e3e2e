"""`turnout backup` and `turnout restore`."""

from pathlib import Path

import click

from turnout.config.commands import ready


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything (database, files, secret) to FILE (.tar.gz), while Turnout runs. Keep it safe."""
    ready.set_up()
    from turnout.config.backup import back_up
    from turnout.config.postgres import NoTools

    try:
        made = back_up(file)
    except (NoTools, OSError) as error:
        raise click.ClickException(f"No backup was made: {error}") from error
    click.echo(
        f"Backup written to {file} ({made['bytes'] / 1_000_000:.1f} MB). It holds secrets: keep it safe."
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Set the current installation aside and restore over it.")
def restore(file: Path, force: bool) -> None:
    """Bring back what a backup FILE holds. Stop Turnout first."""
    ready.set_up()
    from turnout.config import backup as kept
    from turnout.config.postgres import NoTools

    try:
        aside = kept.restore(file, force=force)
    except (NoTools, kept.CannotBackUp) as error:
        raise click.ClickException(str(error)) from error
    ready.migrate()
    click.echo("Restored." + (f" What was here before is in {aside}." if aside else ""))
