"""What a process counts of its own work. Labels are names from our code, never what people wrote."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
NO_ROUTE = "(none)"  # static files, unknown addresses, what was turned away before an address was looked up
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

disable_created_metrics()  # type: ignore[no-untyped-call] # of no use, and many lines
counted = CollectorRegistry()
_requests = Histogram(
    "turnout_request_seconds",
    "How long requests took to answer, by pattern of the address, method and class of status.",
    ["route", "method", "status"],
    buckets=SECONDS,
    registry=counted,
)
_work = Counter(
    "turnout_work",
    "Runs of reactions and ticks, by name and how they ended (done, failed, stuck).",
    ["name", "outcome"],
    registry=counted,
)
_streams = Gauge("turnout_live_streams", "Pages now open that hear of changes.", registry=counted)


def answered(route: str, method: str, status: int, seconds: float) -> None:
    """A request was answered. `route` is the pattern it matched, with no value in it."""
    method = method if method in METHODS else "OTHER"
    _requests.labels(route or NO_ROUTE, method, f"{status // 100}xx").observe(seconds)


def worked(name: str, outcome: str = "done", count: int = 1) -> None:
    """A reaction or tick of this name ran."""
    if count:
        _work.labels(name, outcome).inc(count)


def streaming(count: int) -> None:
    """So many pages listen to this process now."""
    _streams.set(count)
