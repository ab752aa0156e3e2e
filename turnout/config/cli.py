"""The `turnout` command."""

import os
import sys

import click


@click.group()
def main() -> None:
    """Turnout: incidents are for everyone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turnout.config.settings")


@main.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's own commands (migrate, shell, makemigrations …)."""
    from django.core.management import execute_from_command_line  # settings must be named first

    execute_from_command_line([sys.argv[0], *arguments])
