"""`turnout docs`: the reference of this version, drawn from its code."""

import click

from turnout.config.commands import ready


@click.command()
@click.argument("page", type=click.Choice(["connections", "events", "permissions", "blueprints", "api"]))
def docs(page: str) -> None:
    """Print a page of the reference as this version has it."""
    ready.set_up()
    from turnout.config import reference

    click.echo(reference.page(page), nl=False)
