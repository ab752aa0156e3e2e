"""The demo organization moves in whole or not at all."""

import pytest

from turnout.core.people.models import Organization, Person
from turnout.demo.build import build_demo
from turnout.incidents.models import Incident


@pytest.mark.django_db
def test_an_interrupted_move_leaves_nothing_behind():
    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_demo(stop)
    assert Organization.get() is None
    assert not Person.objects.exists()
    assert not Incident.objects.exists()
