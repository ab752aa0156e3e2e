"""The list of incidents."""

from django.urls import path

from turnout.web.listing import bulk, export, saved, show

urlpatterns = [
    path("", show.show, name="incidents"),
    path("found/", show.found_part, name="incidents_found"),
    path("export.csv", export.export, name="incidents_export"),
    path("closures/", bulk.closures, name="incidents_closures"),
    path("views/", saved.create, name="saved_views"),
    path("views/<str:id>/removal/", saved.delete, name="saved_view_removal"),
]
