"""The glossary, for everyone."""

from django.urls import path

from turnout.web.glossary import show

urlpatterns = [path("", show.show, name="glossary")]
