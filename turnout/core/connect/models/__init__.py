"""What ties Turnout to systems elsewhere."""

from turnout.core.connect.models.connections import Connection, Secret
from turnout.core.connect.models.links import Link

__all__ = ["Connection", "Link", "Secret"]
