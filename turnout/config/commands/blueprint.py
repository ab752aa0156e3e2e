"""`turnout blueprint`: the settings as files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from turnout.config.commands import ready

if TYPE_CHECKING:
    from turnout.core.blueprints.documents import Blueprint
    from turnout.core.blueprints.plans import Plan

FILES = click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True, path_type=Path)
MARKS = {"add": ("+", "green"), "change": ("~", "yellow"), "remove": ("-", "red"), "move": ("↕", "yellow")}
DIFFERS, REFUSED = 1, 2  # as diff has it


@click.group()
def blueprint() -> None:
    """Everything an admin can set, as YAML: write it out, compare it, apply it. See docs/blueprints.md."""
    ready.set_up()
    ready.refuse_old_tables()


@blueprint.command()
@click.argument("sections", nargs=-1)
def export(sections: tuple[str, ...]) -> None:
    """Print the settings: all of them, or some SECTIONS (types, roles …)."""
    from turnout.core.blueprints.exporting import export as written
    from turnout.core.blueprints.settings import settings
    from turnout.core.values import unknown

    for section in sections:
        if section not in settings():
            raise click.ClickException(unknown(section, settings()))
    click.echo(written(sections or None), nl=False)


def _asked(function: "click.decorators.FC") -> "click.decorators.FC":
    """The files and options that diff and apply share."""
    function = click.option(
        "--only-new", is_flag=True, help="Only add what's missing; don't change what's already there."
    )(function)
    function = click.option("--remove", is_flag=True, help="Remove anything the files' sections leave out.")(
        function
    )
    function = click.option("--pack", "packs", multiple=True, help="A built-in pack. Can be repeated.")(
        function
    )
    return click.argument("files", nargs=-1, type=FILES)(function)


@blueprint.command()
@_asked
def diff(files: tuple[Path, ...], packs: tuple[str, ...], remove: bool, only_new: bool) -> None:
    """Say what applying FILES would change. Ends with 0 if nothing, 1 if something, 2 if they are refused."""
    from turnout.core.blueprints.actions import plan_blueprint

    plan = plan_blueprint(_read(files, packs), by=None, remove=remove, only_new=only_new)
    _refuse(plan.problems)
    _show(plan)
    raise SystemExit(DIFFERS if plan.changes else 0)


@blueprint.command()
@_asked
def apply(files: tuple[Path, ...], packs: tuple[str, ...], remove: bool, only_new: bool) -> None:
    """Make the settings what FILES say: all of it or, where something is wrong, nothing (and end with 2)."""
    from turnout.core.blueprints.actions import apply_blueprint
    from turnout.core.blueprints.problems import InvalidBlueprint
    from turnout.core.events.sources import coming_from

    try:
        with coming_from("cli"):
            plan = apply_blueprint(_read(files, packs), by=None, remove=remove, only_new=only_new)
    except InvalidBlueprint as refused:
        _refuse(refused.problems)
    else:
        _show(plan)
        click.echo("Applied." if plan.changes else "Nothing to change.")


@blueprint.command()
def packs() -> None:
    """List the packs that come with Turnout."""
    from turnout.core.blueprints.packs import packs as all_packs

    for pack in all_packs().values():
        click.echo(f"{pack.key:<16}{pack.name}: {pack.about}")


def _read(files: tuple[Path, ...], packs: tuple[str, ...]) -> "Blueprint":
    from turnout.core.blueprints.documents import read_blueprint
    from turnout.core.blueprints.packs import packs as all_packs
    from turnout.core.values import unknown

    for key in packs:
        if key not in all_packs():
            raise click.ClickException(unknown(key, all_packs()))
    texts = [(f"{key}.yaml", all_packs()[key].text) for key in packs]
    for path in files:
        try:
            with click.open_file(str(path), encoding="utf-8") as file:
                texts.append((str(path), file.read()))
        except UnicodeDecodeError:
            raise click.ClickException(f"{path} isn't text (UTF-8).") from None
    if not texts:
        raise click.UsageError("Give a file, - for standard input, or a --pack.")
    return read_blueprint(texts)


def _refuse(problems: "Sequence[object]") -> None:
    if problems:
        for problem in problems:
            click.secho(str(problem), fg="red", err=True)
        click.echo("Nothing was changed.", err=True)
        raise SystemExit(REFUSED)


def _show(plan: "Plan") -> None:
    for change in plan.changes:
        mark, colour = MARKS[change.action]
        click.secho(f"{mark} {change.setting.section} {change.key or change.name}", fg=colour)
        if change.action in ("change", "move"):
            for each in change.differences:
                if each.is_part:
                    parts = [f"- {each.was}" if each.was else "", f"+ {each.will}" if each.will else ""]
                    click.echo(f"    {each.field}: {'  '.join(filter(None, parts))}")
                else:
                    click.echo(f"    {each.field}: {each.was or '(nothing)'} → {each.will or '(nothing)'}")
    click.echo(f"{plan.added} added, {plan.changed} changed, {plan.removed} removed, {plan.same} unchanged.")
