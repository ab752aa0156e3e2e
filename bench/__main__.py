"""bin/bench: seeds, measures, prints one table and keeps it in docs/benchmarks.md."""

import argparse
import shutil
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bench import kill as killing
from bench import report
from bench.databases import KEPT, Postgres, Sqlite, postgres
from bench.measuring import Found, Pace, measure_growth, measure_install, measure_start
from bench.processes import ROOT

FULL = Pace(warm=0.4, load=2.5, alone=1.2, streams=2000, rounds=8)
QUICK = Pace(warm=0.4, load=1.0, alone=0.5, streams=200, rounds=3)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--sizes", help="incidents, by commas (default: 1000,100000,1000000)")
    parser.add_argument("--databases", default="sqlite,postgres")
    parser.add_argument("--quick", action="store_true", help="1,000 and 20,000 incidents, a second each")
    parser.add_argument(
        "--only", default="", help="of home,list,all,common,rare,incident,alike,preview,json,message,create"
    )
    parser.add_argument("--out", type=Path, help="where the table is kept (default: docs/benchmarks.md)")
    parser.add_argument("--seed-only", action="store_true", help="make the databases and stop")
    parser.add_argument(
        "--kill", type=int, metavar="N", help="instead: kill processes N times and look for losses"
    )
    return parser.parse_args()


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def kill(rounds: int, databases: list[str]) -> None:
    """The long kill test, on each database; fails if anything answered was lost or skipped."""
    faults = 0
    for database in databases:
        result = killing.run(rounds, database)
        say(f"{database}: {killing.told(result)}")
        faults += sum(len(result[name]) for name in killing.FAULTS)
    raise SystemExit(bool(faults))


def measure(asked: argparse.Namespace, counts: list[int], pace: Pace, run: report.Run) -> None:
    only = {each for each in asked.only.split(",") if each}
    log = KEPT / "log"
    log.unlink(missing_ok=True)
    with ExitStack() as stack:
        databases: list[Sqlite | Postgres] = []
        for name in asked.databases.split(","):
            databases.append(Sqlite() if name == "sqlite" else stack.enter_context(postgres()))
        run.versions = [each.version() for each in databases]
        for database in databases:
            for count in counts:
                say(f"{database.name}, {count:,} incidents")
                if asked.seed_only:
                    database.ready(count)
                    continue
                live = count == counts[0] and not only
                found: Found = measure_install(database, count, pace, only, live=live, log=log)
                run.found[database.name, count] = found
            if len(counts) > 1 and not asked.seed_only:
                say(f"{database.name}, {counts[-1]:,} beside {counts[0]:,}")
                small, large = run.found[database.name, counts[0]], run.found[database.name, counts[-1]]
                run.growth[database.name] = measure_growth(database, small, large, pace, only, log)
    if not asked.seed_only and not only:
        folder = KEPT / "start"
        shutil.rmtree(folder, ignore_errors=True)
        run.start = measure_start(folder, log)


def main() -> None:
    asked = arguments()
    if asked.kill:
        kill(asked.kill, asked.databases.split(","))
        return
    counts = sorted(
        int(each)
        for each in (asked.sizes or ("1000,20000" if asked.quick else "1000,100000,1000000")).split(",")
    )
    KEPT.mkdir(mode=0o755, exist_ok=True)
    began, clock = datetime.now(UTC), time.monotonic()
    run = report.Run(["bin/bench", *sys.argv[1:]], began, 0.0, [], {}, {})
    measure(asked, counts, QUICK if asked.quick else FULL, run)
    run.seconds = time.monotonic() - clock
    if asked.seed_only:
        return
    tables = (report.main_table, report.floors, report.growth, report.aims, report.others)
    print("\n\n".join(table(run) for table in tables))
    whole = not (asked.quick or asked.only)
    out = asked.out or (ROOT / "docs" / "benchmarks.md" if whole else None)
    if out:
        out.write_text(report.document(run))
        say(f"Kept in {out}.")


if __name__ == "__main__":
    main()
