"""Every check and every test, one after the other, and what came of them. Run by bin/test.

--fast                 without PostgreSQL and without a browser
--explore [minutes]    no checks: cases that were never tried, drawn anew until the minutes (10) are over
"""

import os
import re
import resource
import secrets
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field

from tests import made_once, postgres

PYTHON = sys.executable
BIN = os.path.dirname(sys.executable)
RULE = "=" * 20
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)")
SILENCE = 900  # seconds without a word, after which a step hangs; pytest has told where after 600
AT_ONCE = str(max(2, os.cpu_count() or 2))
ON_ALL_CORES = [PYTHON, "-m", "pytest", "-q", "-n", AT_ONCE]
# A file at a time, in the order tests/order.py gives: no worker waits for another in the end.
PYTEST = [*ON_ALL_CORES, "--dist", "loadfile", "--no-loadscope-reorder"]
POSTGRES = {"TURNOUT_TEST_DATABASE": "postgres"}
# Sets of words come in the same order everywhere, and what was compiled once is kept.
os.environ["PYTHONHASHSEED"] = "0"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@dataclass
class Step:
    """One command; a check counts as one test."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    failed: bool = False
    seconds: float = 0.0
    processor: float = 0.0  # seconds, of all cores together
    note: str = ""
    lacks: str = ""

    def run(self) -> None:
        """A step that hangs is ended and has failed."""
        print(f"\n{RULE} {self.name} {RULE}", flush=True)
        began, used = time.monotonic(), processor()
        code, last = self._go()
        if code is None:
            self.note = "hung: the last stack above says where"
        self.failed = code != 0
        self.seconds, self.processor = time.monotonic() - began, processor() - used
        if "pytest" in self.command:
            self.counts.update({word.removesuffix("s"): int(count) for count, word in COUNT.findall(last)})
        else:
            self.counts["failed" if self.failed else "passed"] += 1

    def _go(self) -> tuple[int | None, str]:
        """Its exit code, none if it hung, and its last line."""
        with subprocess.Popen(
            self.command,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            assert process.stdout
            pipe, tail = process.stdout.fileno(), b""
            try:
                while select.select([pipe], [], [], SILENCE)[0]:
                    if not (some := os.read(pipe, 65536)):
                        return process.wait(), tail.decode(errors="replace").strip().rpartition("\n")[2]
                    sys.stdout.buffer.write(some)
                    sys.stdout.flush()
                    tail = (tail + some)[-4096:]
                print(f"\nnothing for {SILENCE} seconds", flush=True)
                return None, ""
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)

    def skip(self, why: str, failed: bool) -> None:
        self.note, self.failed = why, failed
        self.counts["failed" if failed else "skipped"] += 1


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def steps(fast: bool) -> list[Step]:
    checks = [
        Step("format", [f"{BIN}/ruff", "format", "--check", "--quiet", "."]),
        Step("lint", [f"{BIN}/ruff", "check", "."]),
        Step("imports", [f"{BIN}/lint-imports", "--no-cache"]),
        Step("migrations", [PYTHON, "-m", "turnout", "manage", "makemigrations", "--check", "--dry-run"]),
        Step("types", [f"{BIN}/mypy"]),
    ]
    if fast:
        return [*checks, Step("tests on SQLite", [*PYTEST, "-m", "not browser"])]
    # Together: the browser waits where the others work.
    on_sqlite = Step("tests on SQLite, in a browser", PYTEST)
    if not shutil.which("chromium"):
        on_sqlite = Step("tests on SQLite", [*PYTEST, "-m", "not browser"])
        on_sqlite.lacks = "no browser: Chromium isn't installed (Debian: apt-get install chromium)"
    on_postgres = Step(
        "tests on PostgreSQL",
        [*PYTEST, "-m", "not browser and not once"],
        POSTGRES,
    )
    return [*checks, on_sqlite, on_postgres]


def explore(minutes: float) -> list[Step]:
    """Round after round, each with other cases, on each database in turn."""
    until, rounds = time.time() + minutes * 60, list[Step]()
    while time.time() < until:
        seed, on_postgres = str(secrets.randbelow(2**32)), len(rounds) % 2 == 1 and postgres.is_installed()
        command = [*ON_ALL_CORES, "-m", "hypothesis or drawn", f"--hypothesis-seed={seed}"]
        drawn = {"TURNOUT_EXPLORE_SEED": seed, "TURNOUT_EXPLORE_UNTIL": str(until)}
        where = "PostgreSQL" if on_postgres else "SQLite"
        rounds.append(Step(f"seed {seed} on {where}", command, drawn | (POSTGRES if on_postgres else {})))
        rounds[-1].run()
    found = any(each.failed for each in rounds)
    print("\nNew cases are above: put each where it says, and mend." if found else "\nNothing new was found.")
    return rounds


def check(fast: bool) -> list[Step]:
    plan, strict = steps(fast), os.environ.get("CI", "").lower() in {"1", "true"}
    for step in plan:
        if step.name.endswith("PostgreSQL") and not postgres.is_installed():
            step.skip("PostgreSQL isn't installed (Debian: apt-get install postgresql)", failed=strict)
        else:
            step.run()
            step.failed = step.failed or (strict and bool(step.lacks))
    return plan


def main() -> None:
    began, asked = time.monotonic(), sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="turnout-checks-") as data:
        os.environ["TURNOUT_DATA"] = data
        os.environ[made_once.NAME] = f"{data}/made-once"
        os.mkdir(os.environ[made_once.NAME])
        if "--explore" in asked:
            plan = explore(float(next((each for each in asked if each.isdecimal()), "10")))
        else:
            plan = check("--fast" in asked)
    tell(plan, time.monotonic() - began)
    raise SystemExit(any(step.failed for step in plan))


def tell(plan: list[Step], seconds: float) -> None:
    print(f"\n{RULE} summary {RULE}")
    total: Counter[str] = Counter()
    for step in plan:
        total.update(step.counts)
        if step.failed and not (step.counts["failed"] or step.counts["error"]):
            total["error"] += 1
        mark = "FAILED" if step.failed else "ok"
        took = f"{step.seconds:7.1f}s {step.processor:7.1f}s of processor"
        print(f"{mark:>8}  {step.name:<32}{took}  {step.lacks} {step.note}".rstrip())
    order = ("failed", "passed", "skipped", "xfailed", "xpassed", "error")
    said = ", ".join(f"{total[word]} {word}" for word in order if total[word])
    print(f"{RULE} {said} in {seconds:.2f}s {RULE}")


if __name__ == "__main__":
    main()
