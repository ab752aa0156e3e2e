"""The time zones a form offers."""

import pytest

from turnout.core.lib.zones import choices, is_zone


@pytest.mark.once
def test_a_form_offers_places() -> None:
    assert ("America/New_York", "America / New York") in choices()
    assert [is_zone(name) for name in ("UTC", "Etc/GMT+3", "../etc/passwd")] == [True, False, False]
