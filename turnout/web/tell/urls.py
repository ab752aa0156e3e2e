"""Telling without signing in. Nothing here learns who asks: see the middleware `anonymous_pages`."""

from django.urls import path

from turnout.web.tell import answers, show

urlpatterns = [
    path("", show.anyone, name="tell"),
    path("answers/", answers.show, name="tell_answers"),
    path("<slug:key>/", show.place, name="intake"),
]
