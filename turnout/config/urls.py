"""Every address of an install: the web's sections, the public API, pages of integrations."""

from django.urls import include, path

from turnout.core.connect.installed import integrations

urlpatterns = [
    path("", include("turnout.web.urls")),
    path("", include("turnout.api.urls")),
    *(path("", include(f"{each.package}.urls")) for each in integrations().values() if each.has_urls),
]
handler400 = "turnout.web.errors.bad_request"
handler403 = "turnout.web.errors.not_allowed"
handler404 = "turnout.web.errors.not_found"
handler500 = "turnout.web.errors.failed"
