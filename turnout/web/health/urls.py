"""For machines that watch over this install: probes and Prometheus."""

from django.urls import path

from turnout.web.health import metrics, show

urlpatterns = [
    path("health/live", show.live, name="live"),
    path("health/pages", show.pages, name="pages"),
    path("health/ready", show.ready, name="ready"),
    path("metrics", metrics.show, name="metrics"),
]
