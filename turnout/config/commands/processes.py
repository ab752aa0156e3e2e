"""`turnout web` and `turnout worker`, which an install is made of; `turnout mail` where mail comes in."""

import asyncio

import click

from turnout.config.commands import ready
from turnout.config.supervise import end_with_parent


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes; more than one needs PostgreSQL.")
def web(host: str, port: int, workers: int) -> None:
    """Serve pages and live updates."""
    from turnout.config import server, web_parent

    settings = ready.set_up()
    ready.refuse_old_tables()
    ready.collect_static()
    if workers > 1:
        web_parent.become(host, port, workers, behind_proxy=settings.TRUST_PROXY)
    end_with_parent()
    server.serve(server.configuration(host, port, workers, behind_proxy=settings.TRUST_PROXY))


@click.command()
def worker() -> None:
    """Do what is due: reactions to events, reminders, e-mail."""
    settings = ready.set_up()
    end_with_parent()
    ready.refuse_old_tables()
    from turnout.core.jobs.worker import run
    from turnout.core.lib import metrics_shared

    metrics_shared.begin("worker", settings.DATA / "metrics")
    run()
    metrics_shared.end()


@click.command()
def mail() -> None:
    """Take in mail: TURNOUT_MAIL_IN says for which address."""
    settings = ready.set_up()
    if not settings.MAIL_IN:
        raise click.ClickException("No mail comes in until TURNOUT_MAIL_IN names an address.")
    end_with_parent()
    ready.refuse_old_tables()
    from turnout.integrations.email.incoming.server import Server

    host, _colon, port = settings.MAIL_IN_LISTEN.rpartition(":")
    if not host or not port.isdigit():
        raise click.ClickException("TURNOUT_MAIL_IN_LISTEN is an address and a port, such as 127.0.0.1:8025.")
    asyncio.run(Server(host.strip("[]"), int(port)).run())
