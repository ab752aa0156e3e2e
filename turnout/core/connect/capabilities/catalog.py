"""Knowing what an organization runs: services, shops, vehicles, customers, kept in another system."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from turnout.core.connect.accounts import Account
from turnout.core.connect.capabilities import Registry


@dataclass(frozen=True)
class Entry:
    """One thing there is. `attributes` are plain data; `key` is its own over there, for good."""

    type: str
    key: str
    name: str
    aliases: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)


class CatalogSource(Protocol):
    """One system that knows."""

    def types(self, account: Account) -> Mapping[str, str]:
        """The types of entries it has: key and name."""

    def entries(self, account: Account, type: str) -> Iterator[Entry]:
        """All of a type, page by page. Ends only once all were read: what isn't among them is gone."""


catalogs: Registry[CatalogSource] = Registry("catalog")
