"""Home."""

from django.urls import path

from turnout.web.home import show

urlpatterns = [
    path("", show.show, name="home"),
    path("home/needs/", show.needs_part, name="home_needs"),
    path("home/lanes/", show.lanes_part, name="home_lanes"),
]
