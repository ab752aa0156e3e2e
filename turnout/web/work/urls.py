"""My work."""

from django.urls import path

from turnout.web.work import show

urlpatterns = [
    path("", show.show, name="work"),
    path("part/", show.part, name="work_part"),
]
