"""Opening what is sealed, with two people."""

from django.urls import path

from turnout.web.sealed import show

urlpatterns = [
    path("", show.show, name="sealed"),
    path("<str:id>/answer/", show.answer, name="sealed_answer"),
]
