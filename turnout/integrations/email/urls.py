"""Email's own page."""

from django.urls import path

from turnout.integrations.email import outbox

urlpatterns = [path("outbox/", outbox.show, name="outbox")]
