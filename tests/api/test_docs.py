"""What docs/api.md says is so."""

from pathlib import Path

from turnout.api.incident_filters import FILTERS
from turnout.api.wire.errors import STATUS_OF

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text()


def test_every_filter_and_error_is_in_the_docs():
    assert [each for each in [*(each.name for each in FILTERS), *STATUS_OF] if f"`{each}`" not in PAGE] == []
