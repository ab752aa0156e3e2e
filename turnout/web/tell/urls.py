"""Telling without signing in. Nothing under this address learns who asks: see the middleware `unseen`."""

from django.urls import path

from turnout.web.tell import answers, show

urlpatterns = [
    path("", show.anyone, name="tell"),
    path("answers/", answers.show, name="tell_answers"),
    path("<slug:key>/", show.place, name="intake"),
]
