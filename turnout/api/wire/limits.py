"""How much a token's person may still write, said in headers; and the answer to whoever wrote too much."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from turnout.api.wire.errors import fault, refusal
from turnout.api.wire.values import write_moment
from turnout.core.lib import clock
from turnout.core.people.errors import TooManyTries
from turnout.core.people.rates import Allowance


def say_allowance(answer: HttpResponseBase, left: Allowance | None) -> None:
    """Say in headers what is left, and the second since 1970 at which counting starts again.

    Reading isn't limited, nor is writing where an installation says so: `left` is None, and nothing is said.
    """
    if left:
        answer["X-RateLimit-Limit"] = str(left.most)
        answer["X-RateLimit-Remaining"] = str(max(0, left.most - left.used))
        answer["X-RateLimit-Reset"] = str(int(left.ends_at.timestamp()))


def too_many(error: TooManyTries, request: HttpRequest) -> HttpResponseBase:
    """429. `Retry-After` is in seconds (RFC 9110), `retry_after` in the body is the moment itself."""
    message = _("That's a lot in a short time. Nothing was changed by this one: send it again in a while.")
    again_at = clock.now() + error.wait
    token = getattr(request, "token", None)
    limit = {
        "name": token.name if token else "",
        "limit": error.most,
        "remaining": 0,
        "retry_after": write_moment(again_at),
    }
    answer = refusal("too_many_requests", [fault("too_many_requests", message)], rate_limit=limit)
    answer["Retry-After"] = str(error.seconds)
    request.allowance = Allowance(error.most, error.most, again_at)  # type: ignore[attr-defined]
    return answer


def stopped() -> HttpResponseBase:
    """429 without Retry-After: waiting doesn't help, its people have to answer."""
    message = _(
        "This key changed many incidents in a short time, so Turnout stopped it. Nothing was changed by this "
        "request. Its people were asked whether it may continue. Reading, reporting and updates still work."
    )
    return refusal("too_many_requests", [fault("stopped", message)])
