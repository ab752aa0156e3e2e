"""What somebody was told."""

from django.urls import path

from turnout.web.notifications import notifications

urlpatterns = [
    path("", notifications.list, name="notifications"),
    path("bell/", notifications.bell, name="bell"),
    path("parts/list/", notifications.list_part, name="notifications_list"),
    path("reading/", notifications.reading, name="notifications_reading"),
    path("<str:id>/", notifications.show, name="notification"),
]
