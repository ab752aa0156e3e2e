"""What Turnout is connected to."""

from django.urls import path

from turnout.web.connections import connection, show

urlpatterns = [
    path("", show.show, name="connections"),
    path("new/<slug:kind>/", connection.creation, name="connection_creation"),
    path("<str:id>/", connection.show, name="connection"),
    path("<str:id>/test/", connection.test, name="connection_test"),
    path("<str:id>/switch/", connection.switch, name="connection_switch"),
    path("<str:id>/removal/", connection.removal, name="connection_removal"),
]
