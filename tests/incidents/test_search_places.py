from datetime import UTC, datetime

import pytest

from turnout.incidents.incident import search
from turnout.incidents.models import Incident


@pytest.mark.parametrize("microsecond", [0, 1, 499_999, 500_000, 999_400, 999_600, 999_999])
def test_an_incident_is_found_whatever_the_instant_it_was_reported(world, clock, microsecond):
    clock.set(datetime(2026, 11, 23, 18, 35, 59, microsecond, tzinfo=UTC))
    incident = world.raise_incident("Oven cold")
    assert list(search.find(Incident.objects.all(), "oven")) == [incident]
