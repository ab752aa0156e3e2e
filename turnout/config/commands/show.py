"""`turnout reactions` and `turnout check`: how things hang together, and whether this install is sound."""

import click

from turnout.config.commands import ready


@click.command()
def reactions() -> None:
    """Print who reacts to what, and what runs when its time comes."""
    ready.set_up()
    from rich.console import Console
    from rich.table import Table

    from turnout.core.events.reacting import WHATEVER, consequences
    from turnout.core.events.reacting import reactions as by_verb
    from turnout.core.events.types import types
    from turnout.core.jobs.engine import name_of, ticks

    happened = Table("When this happened", "this runs", "because", title="Reactions")
    for verb in [WHATEVER, *sorted(types)]:
        what = "anything" if verb == WHATEVER else verb
        for consequence in consequences.get(verb, ()):
            at_once = f"{name_of(consequence)}, in its transaction"
            happened.add_row(what, at_once, first_line(consequence.__doc__))
        for name, reaction in sorted(by_verb.get(verb, {}).items()):
            runs = f"{name}, which sends" if reaction.outside else name
            happened.add_row(what, runs, first_line(reaction.run.__doc__))
    for verb in sorted(verb for verb in types if not (by_verb.get(verb) or consequences.get(verb))):
        happened.add_row(verb, "[dim]nobody reacts[/dim]", "")
    came = Table("When a time came", "effects", "because", title="Ticks")
    for tick in sorted(ticks.values(), key=lambda each: each.name):
        came.add_row(tick.name, "outside" if tick.outside else "database", first_line(tick.about))
    console = Console()
    console.print(happened, came)


def first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]


@click.command()
def check() -> None:
    """Look whether this install is set up soundly; each finding says what to do."""
    ready.set_up()
    from django.core.checks import ERROR, run_checks

    from turnout.config import checks

    found = [*run_checks(databases=["default"]), *checks.findings()]
    for each in sorted(found, key=lambda finding: -finding.level):
        serious = each.level >= ERROR
        click.secho(f"{'✗' if serious else '!'} {each.msg}", fg="red" if serious else "yellow")
        if each.hint:
            click.echo(f"    {each.hint}")
    if any(each.level >= ERROR for each in found):
        raise SystemExit(1)
    click.secho(
        "✓ Turnout is set up correctly." if not found else "✓ Turnout will work, but see the notes above.",
        fg="green",
    )
