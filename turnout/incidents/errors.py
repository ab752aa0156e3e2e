"""How a verb says no, in words a person can act on."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from turnout.core.lib.failures import NotPossible
from turnout.core.people.models import Person

__all__ = ["ChangedMeanwhile", "NotPossible", "TakesTwo"]


class TakesTwo(NotPossible):
    """Nobody does this alone: it is proposed, and a second person agrees, or an hour passes."""

    def __init__(self) -> None:
        super().__init__(
            _("This takes a second person. Propose it, and someone else who looks after it agrees.")
        )


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
