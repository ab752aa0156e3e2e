"""The web's sections, one line each."""

from django.urls import include, path

urlpatterns = [
    path("gallery/", include("turnout.web.gallery.urls")),
]
