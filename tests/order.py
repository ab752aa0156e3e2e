"""Which tests run on this database, and in which order: what takes longest begins first.

The order counts where files are handed to several workers: whoever is done takes the next, and the short ones
at the end leave nobody waiting. Measured in seconds of the processor; a file not named here takes less.
"""

import os

import pytest

POSTGRES = os.environ.get("TURNOUT_TEST_DATABASE") == "postgres"
LONGEST = {
    "browser/test_every_page.py": 90,
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    other = "sqlite" if POSTGRES else "postgres"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if not item.get_closest_marker(other)]
    items.sort(key=lambda item: -LONGEST.get(item.nodeid.partition("::")[0].removeprefix("tests/"), 0))
