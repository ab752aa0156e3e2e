"""Every component in every state, on one page."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
