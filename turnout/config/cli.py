"""The `turnout` command."""

import click

from turnout import __version__
from turnout.config.cli_import import imports
from turnout.config.commands.blueprint import blueprint
from turnout.config.commands.docs import docs
from turnout.config.commands.keep import backup, restore
from turnout.config.commands.manage import manage
from turnout.config.commands.processes import mail, web, worker
from turnout.config.commands.rescue import rescue
from turnout.config.commands.secrets import secrets
from turnout.config.commands.show import check, reactions
from turnout.config.commands.start import start


@click.group()
@click.version_option(__version__, prog_name="turnout")
def main() -> None:
    """Turnout: incidents are for everyone."""


for command in (
    start,
    web,
    worker,
    mail,
    imports,
    blueprint,
    reactions,
    check,
    rescue,
    backup,
    restore,
    secrets,
    docs,
    manage,
):
    main.add_command(command)
