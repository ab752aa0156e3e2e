"""Home."""

from django.urls import path

from turnout.web.home import show

urlpatterns = [
    path("", show.show, name="home"),
    path("home/part/", show.part, name="home_part"),
]
