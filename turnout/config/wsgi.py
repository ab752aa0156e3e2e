"""Django's WSGI entry, for servers that want one. It has no live updates: `turnout web` is the usual way."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turnout.config.settings")
application = get_wsgi_application()
