"""Turnout's database and sessions, and of everything else as little as Django's tutorial has."""

from turnout.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.plain"
ASGI_APPLICATION = None
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
