"""IP addresses and ranges of them, as people write them: `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
LONGEST = 45 + len("/128")  # characters of a range


@lru_cache(maxsize=1024)
def network_of(text: str) -> Network | None:
    """The range a text says, one address being a range of its own; None for what is none."""
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None


def is_within(address: str, ranges: Iterable[str]) -> bool:
    """Whether an address is in one of these ranges. What can't be read is in none."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:  # a socket for both speaks of IPv4 so
        found = found.ipv4_mapped
    return any(network is not None and found in network for network in map(network_of, ranges))
