"""`turnout secrets`: the keys that connections' secrets are encrypted with."""

import click

from turnout.config.commands import ready


@click.group()
def secrets() -> None:
    """The keys that secrets of connections are encrypted with."""


@secrets.command()
def key() -> None:
    """Print a new key, for TURNOUT_SECRETS_KEY: put it before those that are there."""
    ready.set_up()
    from turnout.core.lib.keyring import new_key

    click.echo(new_key())


@secrets.command()
def rotate() -> None:
    """Encrypt all secrets with a new key, while Turnout runs. Keys in TURNOUT_SECRETS_KEY: with its first."""
    settings = ready.set_up()
    from turnout.core.connect.actions.secrets import rotate_secrets, rotate_with_new_key
    from turnout.core.lib.keyring import NoKey

    try:
        done, lost = rotate_secrets() if settings.SECRETS_KEY else rotate_with_new_key()
    except NoKey as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{done} secret(s) encrypted with the new key.")
    if lost:
        raise click.ClickException(f"{lost} can't be read with the keys here. Run: turnout check")
    click.echo("Keep a copy of the key apart from your backups. Then run: turnout secrets drop-old")


@secrets.command("drop-old")
def drop_old() -> None:
    """Forget keys that no secret needs any more. Backups from before then hold secrets nobody can read."""
    ready.set_up()
    from turnout.core.connect.actions.secrets import drop_old_keys
    from turnout.core.lib.keyring import NoKey

    try:
        click.echo(f"{drop_old_keys()} key(s) forgotten.")
    except NoKey as error:
        raise click.ClickException(str(error)) from error
