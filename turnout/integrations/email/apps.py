from django.apps import AppConfig


class Email(AppConfig):
    name = "turnout.integrations.email"
    label = "email"
