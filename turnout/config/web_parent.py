"""The parent of several web processes. It only starts them and looks after them, so it loads no Django.

What `turnout web --workers N` turns into once everything is checked:
python -m turnout.config.web_parent HOST PORT WORKERS, with --proxy behind one.
"""

import os
import sys
from typing import NoReturn

from turnout.config.server import configuration, serve
from turnout.config.supervise import end_with_parent
from turnout.core.lib import log


def become(host: str, port: int, workers: int, *, behind_proxy: bool) -> NoReturn:
    """Stop being this process, and be that parent under the same number."""
    command = [sys.executable, "-m", "turnout.config.web_parent", host, str(port), str(workers)]
    os.execv(sys.executable, [*command, "--proxy"] if behind_proxy else command)  # noqa: S606 no shell


def main() -> None:
    host, port, workers, *more = sys.argv[1:]
    log.configure(os.environ.get("TURNOUT_LOG_FORMAT", "console"))
    end_with_parent()
    serve(configuration(host, int(port), int(workers), behind_proxy="--proxy" in more))


if __name__ == "__main__":
    main()
