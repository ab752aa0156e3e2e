"""Reporting a problem."""

from django.urls import path

from turnout.web.report import show

urlpatterns = [
    path("", show.show, name="report"),
    path("look-alikes/", show.look_alikes, name="report_look_alikes"),
    path("who-hears/", show.who_hears, name="report_who_hears"),
    path("questions/", show.questions, name="report_questions"),
    path("grid/", show.grid, name="report_grid"),
    path("affected/", show.affected, name="report_affected"),
]
