"""How much may come in from people nobody knows: counted for all, by page and by code; never by whom."""

from datetime import timedelta

from django.core.signing import BadSignature, Signer

from turnout.core.lib import clock
from turnout.core.people.rates import Limit

EVERYWHERE = Limit("tell.everywhere", most=90, per=timedelta(minutes=10))
PAGE = Limit("tell.page", most=30, per=timedelta(minutes=10))
ADDING = Limit("tell.adding", most=20, per=timedelta(minutes=10))
QUICKEST = timedelta(seconds=2)  # nobody reads and writes as fast
LONGEST = timedelta(days=1)
_signer = Signer(salt="tell.since")


def take(page: str) -> None:
    """Count one report, or raise TooManyTries. A page that is flooded leaves room for the others."""
    PAGE.take(page)
    EVERYWHERE.take()


def stamp() -> str:
    """When a page was drawn, signed: costs a flood time, and costs us nothing to keep."""
    return _signer.sign(str(int(clock.now().timestamp())))


def is_believable(stamped: str) -> bool:
    """Whether a page drawn then could have been filled in by hand by now."""
    try:
        drawn = int(_signer.unsign(stamped))
    except (BadSignature, ValueError):
        return False
    return QUICKEST.total_seconds() <= clock.now().timestamp() - drawn <= LONGEST.total_seconds()
