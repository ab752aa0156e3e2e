"""`turnout rescue`: a way back in after a lost password, for someone with access to the machine."""

import click

from turnout.config.commands import ready


@click.command()
@click.argument("email")
def rescue(email: str) -> None:
    """Print a link with which EMAIL chooses a new password. It works once, for a week."""
    ready.set_up()
    from django.conf import settings

    from turnout.core.events.sources import coming_from
    from turnout.core.lib.failures import NotPossible
    from turnout.core.people.actions.joining import renew_access
    from turnout.core.people.models import Person
    from turnout.core.people.permissions import BaseRole

    person = Person.objects.filter(email=email.strip().lower()).first()
    owner = Person.objects.active().filter(role=BaseRole.OWNER).order_by("created_at").first()
    if person is None or owner is None:
        raise click.ClickException(f"No account here uses {email}.")
    try:
        with coming_from("cli"):
            _invitation, key = renew_access(person, by=person if person.role == BaseRole.OWNER else owner)
    except NotPossible as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{settings.PUBLIC_URL}/invitation/{key}/")
