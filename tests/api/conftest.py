"""What tests of the API may ask for by name."""

from collections.abc import Callable

import pytest

from tests.api.script import Script
from turnout.core.people.actions.tokens import create_api_token
from turnout.core.people.models import Person


@pytest.fixture
def script_of(db: None) -> Callable[[Person], Script]:
    """`script_of(world.ada)`: a script with a token of that person's."""

    def make(person: Person) -> Script:
        _token, key = create_api_token("Nightly script", by=person)
        return Script(key)

    return make
