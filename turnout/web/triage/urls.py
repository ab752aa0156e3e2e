"""What waits for somebody to look."""

from django.urls import path

from turnout.web.triage import show

urlpatterns = [
    path("", show.show, name="triage"),
    path("part/", show.part, name="triage_part"),
]
