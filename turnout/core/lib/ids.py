"""ULIDs: ids that sort by time of making (https://github.com/ulid/spec), as 26 characters."""

import re
from typing import Any

from django.db import models
from ulid import ULID

from turnout.core.lib import clock

_FORM = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


def new_id() -> str:
    return str(ULID.from_datetime(clock.now()))


def is_id(text: str) -> bool:
    return bool(_FORM.fullmatch(text))


class IdField(models.CharField):  # type: ignore[type-arg]
    """A primary key that is a ULID."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 26)
        options.setdefault("primary_key", True)
        options.setdefault("default", new_id)
        options.setdefault("editable", False)
        super().__init__(**options)
