"""Every check and every test, one after the other, and what came of them. Run by bin/test."""

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field

from tests import postgres

PYTHON = sys.executable
BIN = os.path.dirname(sys.executable)
RULE = "=" * 20
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)")
SILENCE = 420  # seconds without a word, after which a step hangs; pytest tells where after 240
# In the order of the files: what takes longest comes early, and no worker waits for another in the end.
AT_ONCE = str(max(2, os.cpu_count() or 2))
PYTEST = [PYTHON, "-m", "pytest", "-n", AT_ONCE, "--dist", "loadfile", "--no-loadscope-reorder", "-q"]


@dataclass
class Step:
    """One command; a check counts as one test."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    failed: bool = False
    seconds: float = 0.0
    note: str = ""
    lacks: str = ""

    def run(self) -> None:
        """A step that hangs is ended and run once more, and the summary says so."""
        print(f"\n{RULE} {self.name} {RULE}", flush=True)
        began = time.monotonic()
        code, last = self.once()
        if code is None:
            self.note = "hung, and was run again"
            code, last = self.once()
        self.failed = code != 0
        self.seconds = time.monotonic() - began
        if "pytest" in self.command:
            self.counts.update({word.removesuffix("s"): int(count) for count, word in COUNT.findall(last)})
        else:
            self.counts["failed" if self.failed else "passed"] += 1

    def once(self) -> tuple[int | None, str]:
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
        {"TURNOUT_TEST_DATABASE": "postgres"},
    )
    return [*checks, on_sqlite, on_postgres]


def main() -> None:
    fast, strict = "--fast" in sys.argv, os.environ.get("CI", "").lower() in {"1", "true"}
    began = time.monotonic()
    plan = steps(fast)
    with tempfile.TemporaryDirectory(prefix="turnout-checks-") as data:
        os.environ["TURNOUT_DATA"] = data
        for step in plan:
            if step.name.endswith("PostgreSQL") and not postgres.is_installed():
                step.skip("PostgreSQL isn't installed (Debian: apt-get install postgresql)", failed=strict)
            else:
                step.run()
                step.failed = step.failed or (strict and bool(step.lacks))
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
        print(f"{mark:>8}  {step.name:<32}{step.seconds:7.1f}s  {step.lacks} {step.note}".rstrip())
    order = ("failed", "passed", "skipped", "xfailed", "xpassed", "error")
    said = ", ".join(f"{total[word]} {word}" for word in order if total[word])
    print(f"{RULE} {said} in {seconds:.2f}s {RULE}")


if __name__ == "__main__":
    main()
