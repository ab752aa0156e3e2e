"""How a verb says no, in words a person can act on."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.lib.failures import NotPossible
from turnout.core.people.models import Person

__all__ = ["ChangedMeanwhile", "NotPossible"]


class ChangedMeanwhile(Exception):
    """Somebody else changed the same thing since the caller looked at it. Nothing was overwritten."""

    def __init__(self, *, current: Any, who: Person | None, at: datetime | None) -> None:
        self.current = current
        self.who = who
        self.at = at
        super().__init__(
            _("%(who)s changed this while you were writing. Nothing was overwritten, and your text is kept.")
            % {"who": who.name if who else _("Somebody")}
        )
