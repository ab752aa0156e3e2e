from django.apps import AppConfig


class Reviews(AppConfig):
    name = "turnout.reviews"
    label = "reviews"
