"""First run."""

from django.urls import path

from turnout.web.setup import set_up

urlpatterns = [path("", set_up.create, name="set_up")]
