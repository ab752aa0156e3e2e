"""Where a shared link to ask for access leads."""

from django.urls import path

from turnout.web.letting_in import show

urlpatterns = [path("<str:token>/", show.show, name="letting_in")]
