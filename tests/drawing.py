"""Which cases are drawn: the same ones on every machine; with `bin/test --explore` new ones until it is over.

How many there are is said with each test, in numbers. Nothing here asks how long something took.
"""

import os
import re
import time
from collections.abc import Generator
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

SEED = os.environ.get("TURNOUT_EXPLORE_SEED", "")
UNTIL = float(os.environ.get("TURNOUT_EXPLORE_UNTIL", "0"))  # seconds since 1970
_CASE = re.compile(r"(?:Failing|Falsifying) \w+(?: \w+)?: \w+\(\n(.*)\n\)", re.DOTALL)
_ARGUMENT = re.compile(r"^    (?=\w+=)", re.MULTILINE)


def settle_cases() -> None:
    """Before any test is read. Python's CI variable would change these as well."""
    # Left alone, hypothesis draws words from whatever modules are loaded: that is for other tests to say.
    providers._get_local_constants = Constants
    settings.register_profile(
        "turnout",
        max_examples=100,
        derandomize=not SEED,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=[*HealthCheck],
        print_blob=False,
    )
    settings.load_profile("turnout")


def chance_of(fixed: int) -> Random:
    """For what hypothesis doesn't draw: the same numbers each time, unless new ones are asked for."""
    return Random(f"{SEED}{fixed}")


def pytest_runtest_setup() -> None:
    if SEED and time.time() > UNTIL:
        pytest.skip("the time to explore is over")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if SEED and call.excinfo is not None and report.when == "call":
        report.user_properties += [("found", case) for case in cases(call.excinfo.value, item)]
    return report


def cases(error: BaseException, item: pytest.Item) -> list[str]:
    """What failed, each as a line to stand above its test."""
    if isinstance(error, BaseExceptionGroup):
        return [case for each in error.exceptions for case in cases(each, item)]
    fixtures = {*getattr(item, "fixturenames", ()), "self"}
    found = []
    for note in getattr(error, "__notes__", ()):
        if told := _CASE.search(note):
            arguments = _ARGUMENT.split(told[1])[1:]
            drawn = [each for each in arguments if each.partition("=")[0] not in fixtures]
            found.append(f"@example(\n    {'    '.join(drawn)}\n)")
    return found
