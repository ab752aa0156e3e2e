"""`turnout import …`: bringing in what was kept elsewhere."""

import click


@click.group(name="import")
def imports() -> None:
    """Bring in what was kept elsewhere."""
