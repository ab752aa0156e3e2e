"""For the person who runs Turnout: pending and stuck work, and retrying it. Nothing people wrote."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from turnout.core.events.actions import drop_job, retry_job
from turnout.core.jobs import engine
from turnout.core.jobs.models import Job
from turnout.core.lib import clock
from turnout.core.notify.actions.delivering import drop_delivery, retry_delivery
from turnout.core.notify.models import DUE, FAILED, STUCK, Delivery
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, guard

SHOWN = 50
COUNTED = 10_000
MANAGE = Permission.SYSTEM_MANAGE


@guard(MANAGE, hidden=True)
def show(request: SignedInRequest) -> HttpResponse:
    return render(request, "system/show.html", owed())


@guard(MANAGE, hidden=True)
def part(request: SignedInRequest) -> HttpResponse:
    return render(request, "system/_owed.html", owed())


@guard(MANAGE, methods=("POST",), hidden=True)
def job_retry(request: SignedInRequest, id: int) -> HttpResponse:
    retry_job(get_object_or_404(Job, pk=id), by=request.user)
    return redirect("system")


@guard(MANAGE, methods=("POST",), hidden=True)
def job_removal(request: SignedInRequest, id: int) -> HttpResponse:
    drop_job(get_object_or_404(Job, pk=id), by=request.user)
    return redirect("system")


@guard(MANAGE, methods=("POST",), hidden=True)
def delivery_retry(request: SignedInRequest, id: str) -> HttpResponse:
    retry_delivery(get_object_or_404(Delivery, pk=id), by=request.user)
    return redirect("system")


@guard(MANAGE, methods=("POST",), hidden=True)
def delivery_removal(request: SignedInRequest, id: str) -> HttpResponse:
    drop_delivery(get_object_or_404(Delivery, pk=id), by=request.user)
    return redirect("system")


def owed() -> dict[str, Any]:
    """Everything there is to know. Counts end at ten thousand: more than that is one answer."""
    now = clock.now()
    waiting = Job.objects.waiting()
    oldest = waiting.filter(due_at__lte=now).order_by("due_at").first()
    due = Delivery.objects.due()
    late = due.filter(due_at__lte=now).order_by("due_at").first()
    return {
        "waiting": waiting[:COUNTED].count(),
        "lag": now - oldest.due_at if oldest and oldest.due_at else None,
        "failing": waiting.filter(attempts__gt=0).exclude(last_error="").order_by("due_at")[:SHOWN],
        "stuck_jobs": Job.objects.stuck().order_by("-created_at", "-pk")[:SHOWN],
        "deliveries_due": due[:COUNTED].count(),
        "delivery_lag": now - late.due_at if late and late.due_at else None,
        "stuck_deliveries": _with_person(STUCK),
        "failed_deliveries": _with_person(FAILED)[:10],
        "channels": _by_channel(),
        "ticks": sorted(engine.ticks.values(), key=lambda tick: tick.name),
        "all_well": not Job.objects.stuck().exists() and not Delivery.objects.stuck().exists(),
        "states": {"due": DUE, "stuck": STUCK},
    }


def _with_person(state: str) -> Any:
    rows = (
        Delivery.objects.filter(state=state)
        .select_related("notification__person")
        .defer("notification__body", "notification__title")
    )
    return rows.order_by("-created_at")[:SHOWN]


def _by_channel() -> Any:
    """How the last thousand tries ended, by channel and state."""
    latest = Delivery.objects.order_by("-pk").values("pk")[:1000]
    counted = Delivery.objects.filter(pk__in=latest).values("channel", "state").annotate(count=Count("pk"))
    return counted.order_by("channel", "state")
