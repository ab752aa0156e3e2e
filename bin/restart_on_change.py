"""restart_on_change FOLDER COMMAND …: run COMMAND, again whenever a Python file in FOLDER changed."""

import signal
import subprocess
import sys
import time
from pathlib import Path


def state(folder: Path) -> dict[str, float]:
    found = {}
    for path in folder.rglob("*.py"):
        try:
            found[str(path)] = path.stat().st_mtime
        except FileNotFoundError:  # an editor swapped it this very moment
            continue
    return found


def main(folder: Path, command: list[str]) -> None:
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: sys.exit(0))
    while True:
        before = state(folder)
        process = subprocess.Popen(command, start_new_session=True)
        try:
            while state(folder) == before:
                time.sleep(0.7)
        finally:
            process.terminate()
            process.wait()


main(Path(sys.argv[1]), sys.argv[2:])
