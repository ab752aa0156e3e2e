"""`turnout web` and `turnout worker`, which an install is made of; `turnout mail` where mail comes in."""

import asyncio
import socket
from typing import Any

import click

from turnout.config.commands import ready


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes; more than one needs PostgreSQL.")
def web(host: str, port: int, workers: int) -> None:
    """Serve pages and live updates."""
    settings = ready.set_up()
    ready.refuse_old_tables()
    ready.collect_static()
    if workers == 1:
        serve_pages(host, port)
        return
    from turnout.config.server import configuration
    from turnout.config.supervise import Child, supervise

    listening = configuration(host, port, behind_proxy=settings.TRUST_PROXY).bind_socket()
    ready.load_pages()
    supervise([Child("web", serve_pages, (host, port, listening)) for _ in range(workers)])


@click.command()
def worker() -> None:
    """Do what is due: reactions to events, reminders, email."""
    ready.set_up()
    ready.refuse_old_tables()
    do_what_is_due()


@click.command()
def mail() -> None:
    """Take in mail: TURNOUT_MAIL_IN says for which address."""
    settings = ready.set_up()
    if not settings.MAIL_IN:
        raise click.ClickException("Set TURNOUT_MAIL_IN to an address to receive email.")
    ready.refuse_old_tables()
    where_mail_comes_in(settings)
    take_in_mail()


def serve_pages(host: str, port: int, listening: socket.socket | None = None) -> None:
    """A web process, with a socket of its own or a shared one."""
    settings = ready.set_up()
    from turnout.config.server import Server, configuration

    config = configuration(host, port, behind_proxy=settings.TRUST_PROXY)
    Server(config).run([listening] if listening else None)


def do_what_is_due() -> None:
    """A worker process."""
    settings = ready.set_up()
    from turnout.core.jobs.worker import run
    from turnout.core.lib import metrics_shared

    metrics_shared.begin("worker", settings.DATA / "metrics")
    run()
    metrics_shared.end()


def take_in_mail() -> None:
    """A process that takes in mail."""
    settings = ready.set_up()
    from turnout.integrations.email.incoming.server import Server

    asyncio.run(Server(*where_mail_comes_in(settings)).run())


def where_mail_comes_in(settings: Any) -> tuple[str, int]:
    host, _colon, port = settings.MAIL_IN_LISTEN.rpartition(":")
    if not host or not port.isdigit():
        raise click.ClickException(
            "TURNOUT_MAIL_IN_LISTEN must be an address and port, for example 127.0.0.1:8025."
        )
    return host.strip("[]"), int(port)
