"""Addresses of the public API, drawn from the declarations. Whatever begins like one answers in JSON."""

from django.urls import re_path

from turnout.api.wire.discovery import addresses
from turnout.api.wire.guard import unknown_address

urlpatterns = [*addresses(), re_path(r"^v[1-9]/", unknown_address)]
