"""Addresses of the public API, drawn from the declarations. Whatever begins like one answers in JSON."""

from django.urls import path, re_path

from turnout.api.help import pages
from turnout.api.wire.discovery import addresses
from turnout.api.wire.guard import unknown_address

urlpatterns = [
    *addresses(),
    re_path(r"^v[1-9]/", unknown_address),
    path("help/api/", pages.overview, name="api_help"),
    path("help/api/<slug:slug>/", pages.tag, name="api_help_tag"),
]
