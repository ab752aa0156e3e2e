"""What was changed, and the same as a file."""

from django.urls import path

from turnout.web.changes import export, show

urlpatterns = [
    path("", show.show, name="changes"),
    path("export/", export.export, name="changes_export"),
]
