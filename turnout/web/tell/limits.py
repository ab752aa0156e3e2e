"""How much may come in from people nobody knows: counted for all, by page and by code; never by whom."""

from datetime import timedelta

from django.core.signing import BadSignature, Signer

from turnout.core.connect.actions.links import is_noted, made_before
from turnout.core.lib import clock
from turnout.core.lib.ids import new_id
from turnout.core.people.keys import digest_of
from turnout.core.people.rates import Limit

# A flood keeps honest people away for a minute, not for ten; whom it would wake hears of it once
# (`incidents.audience.floods`), so more may come in.
EVERYWHERE = Limit("tell.everywhere", most=25, per=timedelta(minutes=1))
PAGE = Limit("tell.page", most=10, per=timedelta(minutes=1))
ADDING = Limit("tell.adding", most=20, per=timedelta(minutes=10))
QUICKEST = timedelta(seconds=2)  # nobody reads and writes as fast
LONGEST = timedelta(days=1)
USED = "tell.since"
_signer = Signer(salt=USED)


def take(page: str) -> None:
    """Count one report, or raise TooManyTries. A page that is flooded leaves room for the others."""
    PAGE.take(page)
    EVERYWHERE.take()


def stamp() -> str:
    """When a page was drawn, signed: costs a flood time, and costs us nothing to keep. No two are alike."""
    return _signer.sign(f"{int(clock.now().timestamp())}.{new_id()}")


def is_believable(stamped: str) -> bool:
    """Whether a page drawn then could have been filled in by hand by now, and wasn't sent before."""
    try:
        drawn = int(_signer.unsign(stamped).partition(".")[0])
    except (BadSignature, ValueError):
        return False
    waited = clock.now().timestamp() - drawn
    in_time = QUICKEST.total_seconds() <= waited <= LONGEST.total_seconds()
    return in_time and not is_noted(USED, digest_of(stamped))


def use(stamped: str) -> bool:
    """Use the stamp up, in the transaction that takes the report: whether it was still good."""
    return made_before(USED, digest_of(stamped), new_id()) is None
