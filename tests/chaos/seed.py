"""Run in a process of its own: the cast, and what a client needs to act as them (as JSON)."""

import json
import sys

import django

django.setup()

# Django's apps must be ready before anything that has models is imported.
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402

from tests.world import make_world  # noqa: E402
from turnout.core.people.actions.tokens import create_api_token  # noqa: E402
from turnout.core.people.models import Person  # noqa: E402
from turnout.core.people.sessions import SessionStore  # noqa: E402
from turnout.incidents.models import Severity  # noqa: E402


def main() -> None:
    make_world()
    keys = {}
    for person in Person.objects.filter(role__in=["responder", "admin"]):
        session = SessionStore()
        session[SESSION_KEY] = person.pk
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        keys[person.name.split()[0].lower()] = {
            "session": session.session_key,
            "token": create_api_token("chaos", by=person)[1],
        }
    severity = Severity.objects.order_by("rank").first()
    json.dump({"keys": keys, "severity": severity.pk if severity else ""}, sys.stdout)


if __name__ == "__main__":
    main()
