"""Times on the wire."""

from datetime import UTC, datetime
from functools import lru_cache

from ulid import ULID


def moment(at: datetime) -> str:
    """RFC 3339, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def made(id: str) -> dict[str, str]:
    """When something was made, as its id says. Settings don't keep when they were changed."""
    at = _made_at(id)
    return {"created_at": at, "updated_at": at}


@lru_cache(maxsize=1024)
def _made_at(id: str) -> str:
    """Kept, for every incident of a list names its kinds."""
    return moment(ULID.from_str(id).datetime)
