"""Which tests run on this database, and in which order: what takes longest begins first.

The order counts where files are handed to several workers: whoever is done takes the next, and the short ones
at the end leave nobody waiting. tests/architecture/test_order.py sees that what is named here is there.
"""

import os

import pytest

from tests.drawing import SEED, chance_of

POSTGRES = os.environ.get("TURNOUT_TEST_DATABASE") == "postgres"

# As if each were marked `once`. They ask the database nothing of their own, or what others ask on both.
# attacks/test_leaks, operating/test_log_privacy and chaos/test_fuzz walk through all pages and forms on both.
ONCE = """
architecture bench demo
core/blueprints/test_packs.py core/blueprints/test_properties.py core/test_encryption.py core/test_log.py
core/test_revision_cache.py core/test_scene.py core/test_uploads.py core/test_values.py core/test_zones.py
operating/test_docs.py operating/test_metrics.py
web/test_audience_rules.py web/test_blueprints.py web/test_checklists.py web/test_contacts.py
web/test_custom_fields.py web/test_forms.py web/test_gallery.py web/test_grid.py web/test_kinds.py
web/test_lifecycles.py web/test_people_pages.py web/test_profile.py web/test_refusals.py web/test_report.py
web/test_signing.py web/test_tell.py web/test_times.py web/test_times_of_incidents.py web/test_who_sees_it.py
""".split()

# Measured: seconds of the processor. A file not named here takes less.
LONGEST = {
    "browser/test_every_page.py": 150,
    "attacks/test_leaks.py": 100,
    "abuse/test_every_verb.py": 55,
    "chaos/test_kill.py": 40,
    "chaos/test_fuzz.py": 35,
    "core/blueprints/test_properties.py": 32,
    "attacks/test_other_sites.py": 31,
    "browser/test_live.py": 30,
    "browser/test_keyboard.py": 30,
    "browser/test_lost_connection.py": 30,
    "test_start.py": 28,
    "config/test_backup.py": 25,
    "operating/test_log_privacy.py": 22,
    "demo/test_build.py": 21,
    "browser/test_budget.py": 21,
    "chaos/test_backup_under_load.py": 16,
    "chaos/test_wire.py": 14,
}


@pytest.hookimpl(tryfirst=True)  # before pytest looks at marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if any(f"{file_of(item)}/".startswith(f"{each}/") for each in ONCE):
            item.add_marker(pytest.mark.once)
    other = "sqlite" if POSTGRES else "postgres"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if not item.get_closest_marker(other)]
    if SEED:  # whatever the time is enough for
        chance_of(0).shuffle(items)
    else:
        items.sort(key=lambda item: -LONGEST.get(file_of(item), 0))


def file_of(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0].removeprefix("tests/")
