"""Kills web and worker in the middle of everything, many times, and says what was lost (nothing, it should).

python -m bench.kill --kill 200 [--database postgres]
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from tests import postgres
from tests.chaos.clients import Crowd
from tests.chaos.house import House
from tests.chaos.ledger import Ledger
from tests.chaos.letters import Letters
from tests.made_once import new_database
from tests.processes import until

WHO = [("web", "worker"), ("worker", "web"), ("web",), ("worker",)]
MOST = 60  # writes that are answered before somebody is killed


def run(rounds: int, database: str = "sqlite", *, most: int = MOST, seed: int = 0) -> dict[str, Any]:
    """In each round web or worker or both are killed and started again, after a number of answered writes.

    most      answered writes before a kill; how many it is, and who is killed, is drawn from the seed
    database  "sqlite", "postgres" (one is made for the while) or the postgres:// URL of one that runs
    """
    with ExitStack() as kept:
        folder = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="turnout-kill-")))
        cluster = kept.enter_context(postgres.cluster()) if database == "postgres" else database
        url = new_database(cluster) if cluster.startswith("postgres") else ""
        letters = Letters()
        kept.callback(letters.close)
        house = House(folder / "house", url, TURNOUT_SMTP_URL=letters.url)
        kept.callback(house.close)
        house.seed()
        house.start()
        ledger = Ledger()
        kills, seconds = _kill(house, ledger, rounds, partial(random.Random(seed).randint, 1, most))
        house.settle()
        found = house.audit(ledger)
    return {"kills": kills, "seconds": seconds} | _count(ledger, letters, found)


def _kill(house: House, ledger: Ledger, rounds: int, draw: Callable[[], int]) -> tuple[dict[str, int], float]:
    crowd, kills, began = Crowd(house, ledger), {"web": 0, "worker": 0}, time.monotonic()
    crowd.start()
    for _ in range(rounds):
        for name in WHO[draw() % len(WHO)]:
            if "web" in house.running:
                enough = ledger.count + draw()
                until(lambda: ledger.count >= enough, "nobody is answered", seconds=300, pause=0.01)  # noqa: B023
            house.kill(name)
            kills[name] += 1
        dead = [name for name in kills if name not in house.running]
        if "worker" in dead:
            house.let_leases_end()
        house.start(*dead)
    crowd.stop()
    seconds = time.monotonic() - began
    house.kill("worker")  # so that no lease is left, even of what was failing
    house.let_leases_end()
    house.start("worker")
    kills["worker"] += 1
    return kills, seconds


def _count(ledger: Ledger, letters: Letters, found: dict[str, Any]) -> dict[str, Any]:
    wanted = {(key, email) for key, state, email in found["deliveries"] if state == "sent"}
    astray = [each for each in found["deliveries"] if each[1] != "sent"]
    return {
        "acknowledged": ledger.count,
        "unanswered": ledger.unanswered,
        "lost": found["lost"],
        "doubles": found["doubles"],
        "numbers": found["numbers"],
        "skipped": found["skipped"],
        "stuck": found["stuck"],
        "fileless": found["fileless"],
        "deliveries": len(wanted),
        "undelivered": [*astray, *(wanted - set(letters.came))],
        "unknown": [each for each in letters.came if each not in wanted],
        "repeats": sum(letters.came.values()) - len(letters.came),
    }


FAULTS = ("lost", "doubles", "numbers", "skipped", "stuck", "fileless", "undelivered", "unknown")


def told(result: dict[str, Any]) -> str:
    """One line for people."""
    kills = " and ".join(f"{count} of {name}" for name, count in result["kills"].items())
    faults = ", ".join(f"{name} {len(result[name])}" for name in FAULTS)
    return (
        f"{sum(result['kills'].values())} kills ({kills}) in {result['seconds']:.0f} s · "
        f"{result['acknowledged']} acknowledged writes, {result['unanswered']} unanswered · {faults} · "
        f"{result['deliveries']} deliveries, {result['repeats']} repeats (each with its first Message-ID)"
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kill", type=int, default=100, help="rounds; most kill two processes")
    asked.add_argument("--database", default="sqlite", help="sqlite, postgres, or a postgres:// URL")
    asked.add_argument("--seed", type=int, default=0, help="another one draws other kills")
    given = asked.parse_args()
    result = run(given.kill, given.database, seed=given.seed)
    sys.stdout.write(f"{given.database.partition(':')[0]}: {told(result)}\n")
    for name in FAULTS:
        for fault in result[name][:20]:
            sys.stdout.write(f"  {name}: {fault}\n")
    raise SystemExit(any(result[name] for name in FAULTS))


if __name__ == "__main__":
    main()
