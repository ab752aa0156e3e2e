"""What docs/api.md says is so."""

import re
from pathlib import Path

from turnout.api.errors import STATUS_OF
from turnout.api.filters import FILTERS
from turnout.api.urls import urlpatterns

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text()


def test_every_address_is_in_the_docs():
    addresses = ["/" + re.sub("<.*?>", "{id}", str(each.pattern)) for each in urlpatterns[:-1]]
    assert [each for each in addresses if not re.search(rf"{re.escape(each)}`", PAGE)] == []


def test_every_filter_and_error_is_in_the_docs():
    assert [each for each in [*FILTERS, *STATUS_OF] if f"`{each}`" not in PAGE] == []
