"""Django's database sessions, in a table that knows whose they are."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import OperationalError

from turnout.core.lib import clock
from turnout.core.people.models import Session

SEEN_EVERY = timedelta(minutes=5)  # how exactly we know when a browser was last here; a write each time


class SessionStore(DatabaseSessions):
    """Keeps person and browser beside the session's data, so that sessions can be listed and ended."""

    row: Session | None = None  # as it was loaded, or last written

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _validate_session_key(self, key: str | None) -> bool:
        """Ours are letters and digits; anything else isn't worth asking the database."""
        return bool(key and key.isalnum() and key.isascii() and super()._validate_session_key(key))  # type: ignore[misc]

    def _get_session_from_db(self) -> Session | None:
        now = clock.now()
        mine = Session.objects.filter(session_key=self.session_key, expire_date__gt=now)
        self.row = mine.select_related("person").first()
        if self.row is None:
            self._session_key = None
        if self.row and self.row.seen_at < now - SEEN_EVERY:
            self.row.seen_at = now
            with suppress(OperationalError):  # reading goes on where nothing can be written
                Session.objects.filter(pk=self.row.pk).update(seen_at=now)
        return self.row

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to write: a new one, or the loaded one with what only the row knows left as it was."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.person_id = data.get(SESSION_KEY)
        row.browser = str(data.get("browser", ""))[:200]
        row.seen_at = clock.now()
        before = self.row
        if before and before.person_id == row.person_id:  # its key may be new: after a change of password
            row.started_at = before.started_at
            if before.pk == row.pk:
                row.handle = before.handle
        self.row = row
        return row
