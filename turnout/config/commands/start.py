"""`turnout start`: everything on one machine, with one command."""

import os
import socket
import sys
from importlib.util import find_spec

import click

from turnout.config.commands import ready
from turnout.config.commands.processes import do_what_is_due, serve_pages, take_in_mail, where_mail_comes_in

LOCAL = {"127.0.0.1", "localhost", "::1", "0.0.0.0", "::"}  # noqa: S104, compared with only


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--data", default=None, help="Folder for the database and files.")
@click.option("--no-demo", is_flag=True, help="Start empty, ready for your own organization.")
def start(host: str, port: int, data: str | None, no_demo: bool) -> None:
    """Set up what is missing, then run web and worker together until ctrl-c."""
    from turnout.config.supervise import Child, supervise

    address = name_address(host, port)
    os.environ.setdefault("TURNOUT_DEMO", "no" if no_demo else "yes")
    settings = ready.set_up(data)
    refuse_taken(host, port)
    ready.migrate()
    ready.collect_static()
    demo = prepare_organization(no_demo=not settings.DEMO)
    if settings.DEMO and not demo:  # somebody's own organization lives here: not with the settings of a demo
        os.environ["TURNOUT_DEMO"] = "no"
        os.execv(sys.executable, [sys.executable, "-m", "turnout", *sys.argv[1:]])  # noqa: S606 no shell
    children = [Child("web", serve_pages, (host, port)), Child("worker", do_what_is_due)]
    if settings.MAIL_IN:
        where_mail_comes_in(settings)
        children.append(Child("mail", take_in_mail))
    greet(address, demo)
    ready.load_pages()
    supervise(children)
    click.echo("Turnout has stopped. Nothing was lost.")


def name_address(host: str, port: int) -> str:
    """The address to open in a browser; also what the settings take for theirs, unless told otherwise."""
    shown = "127.0.0.1" if host in LOCAL else f"[{host}]" if ":" in host else host
    os.environ.setdefault("TURNOUT_URL", f"http://{shown}:{port}")
    if host in LOCAL and not os.environ["TURNOUT_URL"].startswith("https://"):
        os.environ.setdefault("TURNOUT_HOSTS", "127.0.0.1 localhost [::1]")
    return os.environ["TURNOUT_URL"]


def refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Can't listen on {host} port {port} ({error.strerror}). Try another: --port {port + 1}"
            ) from error


def prepare_organization(no_demo: bool) -> bool:
    """On first run make the demo organization, unless asked not to. Answers whether this is a demo."""
    from turnout.core.people.models import Organization

    organization = Organization.get()
    if organization is None and not no_demo and find_spec("turnout.demo.build"):
        from turnout.demo.build import build_demo

        click.echo("First start: loading the demo organization. This takes a moment…")
        build_demo()
        organization = Organization.get()
    is_demo = organization is not None and organization.is_demo
    if is_demo and no_demo:
        raise click.ClickException(
            "This data folder holds the demo organization. Use another one: --data DIR"
        )
    return is_demo


def greet(address: str, demo: bool) -> None:
    click.secho(f"\n  Turnout is at {address}", bold=True)
    if demo:
        click.echo("  It is a demo: pick who you want to be, and look around. Nothing leaves this machine.")
    else:
        click.echo("  Open it in your browser. The first visit sets up your organization.")
    click.echo("  Stop it with ctrl-c.\n")
