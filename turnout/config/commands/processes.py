"""`turnout web` and `turnout worker`: the two processes an install is made of."""

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
