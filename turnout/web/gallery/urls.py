"""Every component in every state, on one page."""

from django.urls import path

from turnout.web.gallery import show

urlpatterns = [path("", show.show, name="gallery")]
