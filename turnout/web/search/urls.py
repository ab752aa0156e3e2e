"""Finding anything."""

from django.urls import path

from turnout.web.search import show

urlpatterns = [path("", show.show, name="search")]
