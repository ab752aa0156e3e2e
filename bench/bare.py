"""A bare Django view behind the same server, threads and protocol: python -m bench.bare PORT PROCESSES

What everything else is compared with: how much of a request's time is ours, and not the server's.
"""

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.beside import main, threaded


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok")


urlpatterns = [path("", view)]

if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="nothing is kept here")
    django.setup()
pages = threaded()

if __name__ == "__main__":
    main("bench.bare:pages")
