"""The organization's own API keys."""

from django.urls import path

from turnout.web.api_keys import allowlist, keys

urlpatterns = [
    path("", keys.show, name="api_keys"),
    path("allowed-addresses/", allowlist.show, name="allowlist"),
    path("<str:id>/", keys.one, name="api_key"),
    path("<str:id>/rotation/", keys.rotation, name="api_key_rotation"),
    path("<str:id>/continuation/", keys.continuation, name="api_key_continuation"),
    path("<str:id>/revocation/", keys.revocation, name="api_key_revocation"),
]
