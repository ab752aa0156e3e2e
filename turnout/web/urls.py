"""The web's sections, one line each."""

from django.urls import include, path

urlpatterns = [
    path("", include("turnout.web.signing.urls")),
    path("set-up/", include("turnout.web.setup.urls")),
    path("people/", include("turnout.web.people.urls")),
    path("teams/", include("turnout.web.teams.urls")),
    path("profile/", include("turnout.web.profile.urls")),
    path("changes/", include("turnout.web.changes.urls")),
    path("settings/connections/", include("turnout.web.connections.urls")),
    path("settings/api-keys/", include("turnout.web.api_keys.urls")),
    path("settings/", include("turnout.web.settings.urls")),
    path("incidents/", include("turnout.web.listing.urls")),
    path("triage/", include("turnout.web.triage.urls")),
    path("system/", include("turnout.web.system.urls")),
    path("sealed/", include("turnout.web.sealed.urls")),
    path("access/", include("turnout.web.letting_in.urls")),
    path("glossary/", include("turnout.web.glossary.urls")),
    path("search/", include("turnout.web.search.urls")),
    path("work/", include("turnout.web.work.urls")),
    path("tell/", include("turnout.web.tell.urls")),
    path("report/", include("turnout.web.report.urls")),
    path("", include("turnout.web.home.urls")),
    path("incidents/", include("turnout.web.incidents.urls")),
    path("notifications/", include("turnout.web.notifications.urls")),
    path("gallery/", include("turnout.web.gallery.urls")),
    path("", include("turnout.web.health.urls")),
]
