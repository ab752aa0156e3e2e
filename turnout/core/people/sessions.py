"""Django's database sessions, in a table that knows whose they are."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from turnout.core.people.models import Session


class SessionStore(DatabaseSessions):
    """Keeps person and browser beside the session's data, so that sessions can be listed and ended."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.person_id = data.get("_auth_user_id")
        row.browser = data.get("browser", "")[:200]
        return row
