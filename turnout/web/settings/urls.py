"""The organization's settings."""

from django.urls import path

from turnout.web.settings import show

urlpatterns = [path("", show.show, name="settings")]
