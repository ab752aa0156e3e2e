"""What the install owes, and what is stuck."""

from django.urls import path

from turnout.web.system import show

urlpatterns = [
    path("", show.show, name="system"),
    path("part/", show.part, name="system_part"),
    path("jobs/<int:id>/retry/", show.job_retry, name="job_retry"),
    path("jobs/<int:id>/removal/", show.job_removal, name="job_removal"),
    path("deliveries/<str:id>/retry/", show.delivery_retry, name="delivery_retry"),
    path("deliveries/<str:id>/removal/", show.delivery_removal, name="delivery_removal"),
]
