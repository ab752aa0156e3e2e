"""What the database knows of the whole install, however many machines it runs on.

Each is one short query over an index. Counts end at ten thousand: more than that is one answer.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.db.models import QuerySet
from prometheus_client import Metric

from turnout import __version__
from turnout.core.events.models import RecordedEvent
from turnout.core.jobs.heartbeat import INSIDE, OUTSIDE, silent_for
from turnout.core.jobs.models import Job
from turnout.core.lib import clock
from turnout.core.notify.models import DROPPED, FAILED, SENT, STUCK, Delivery

MOST = 10_000
ENDED = (SENT, FAILED, STUCK, DROPPED)


def gauges() -> Iterator[Metric]:
    yield _one("turnout_info", "The version that answered.", {("version", __version__): 1})
    yield from _of_work()
    yield from _of_deliveries()
    last = RecordedEvent.objects.order_by("-pk").values_list("pk", flat=True).first()
    events = Metric("turnout_events_recorded", "Events recorded since the install was made.", "counter")
    events.add_sample("turnout_events_recorded_total", {}, last or 0)
    yield events


def _of_work() -> Iterator[Metric]:
    due = Job.objects.waiting().filter(due_at__lte=clock.now())
    yield _plain("turnout_jobs_due", "Reactions waiting for a worker.", due[:MOST].count())
    stuck = Job.objects.stuck()[:MOST].count()
    yield _plain("turnout_jobs_stuck", "Reactions given up on: somebody has to look.", stuck)
    lag = Job.objects.lag().total_seconds()
    yield _plain("turnout_jobs_lag_seconds", "For how long the oldest of those due has waited.", lag)
    beats = {("work", name): silent_for(name) for name in (INSIDE, OUTSIDE)}
    seen = {label: silent.total_seconds() for label, silent in beats.items() if silent is not None}
    yield _one("turnout_worker_silent_seconds", "Since a worker last took a turn, by kind of work.", seen)


def _of_deliveries() -> Iterator[Metric]:
    now = clock.now()
    late = Delivery.objects.due().filter(due_at__lte=now)
    yield _by_channel("turnout_deliveries_due", "Messages now waiting to be carried.", late)
    stuck = Delivery.objects.stuck()
    yield _by_channel("turnout_deliveries_stuck", "Messages given up on: somebody has to look.", stuck)
    oldest = late.order_by("due_at").values_list("due_at", flat=True).first()
    lag = (now - oldest).total_seconds() if oldest else 0
    yield _plain("turnout_deliveries_lag_seconds", "For how long the oldest of those due has waited.", lag)
    ended = Metric(
        "turnout_deliveries_last_hour", "Tries made within the last hour, by how they ended.", "gauge"
    )
    for state in ENDED:
        made = Delivery.objects.filter(state=state, created_at__gte=now - timedelta(hours=1))
        for channel, count in _count(made).items():
            ended.add_sample(ended.name, {"channel": channel, "state": state}, count)
    yield ended


def _count(deliveries: QuerySet[Delivery]) -> Counter[str]:
    return Counter(deliveries.values_list("channel", flat=True)[:MOST])


def _by_channel(name: str, about: str, deliveries: QuerySet[Delivery]) -> Metric:
    return _one(name, about, {("channel", channel): count for channel, count in _count(deliveries).items()})


def _plain(name: str, about: str, value: float) -> Metric:
    metric = Metric(name, about, "gauge")
    metric.add_sample(name, {}, value)
    return metric


def _one(name: str, about: str, values: Mapping[tuple[str, str], float]) -> Metric:
    metric = Metric(name, about, "gauge")
    for (label, value), number in values.items():
        metric.add_sample(name, {label: value}, number)
    return metric
