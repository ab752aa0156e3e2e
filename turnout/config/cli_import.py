"""`turnout import …`: bringing in what was kept elsewhere."""

import click

from turnout.config.commands.import_incidents import incidents


@click.group(name="import")
def imports() -> None:
    """Bring in what was kept elsewhere."""


imports.add_command(incidents)
