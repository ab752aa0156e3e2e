"""Every address of an install: the web's sections, the public API."""

from django.urls import include, path

urlpatterns = [
    path("", include("turnout.web.urls")),
    path("", include("turnout.api.urls")),
    path("", include("turnout.integrations.email.urls")),
]
handler400 = "turnout.web.errors.bad_request"
handler403 = "turnout.web.errors.not_allowed"
handler404 = "turnout.web.errors.not_found"
handler500 = "turnout.web.errors.failed"
