"""The web's sections, one line each."""

from django.urls import include, path

urlpatterns = [
    path("incidents/", include("turnout.web.incidents.urls")),
    path("notifications/", include("turnout.web.notifications.urls")),
    path("gallery/", include("turnout.web.gallery.urls")),
]
