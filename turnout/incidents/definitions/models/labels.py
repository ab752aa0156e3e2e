"""How far an incident may be seen: its labels, and the one condition behind `visible_to`."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Label(StrEnum):
    """From the widest to the closest. `docs/decisions/0013-labels.md` says what each means and why."""

    OPEN = "open"
    TEAM = "team"
    RESTRICTED = "restricted"
    SEALED = "sealed"

    @property
    def rank(self) -> int:
        return [*Label].index(self)

    @property
    def label(self) -> str:
        return str(LABEL_NAMES[self])


OPEN, TEAM, RESTRICTED, SEALED = (
    Label.OPEN.value,
    Label.TEAM.value,
    Label.RESTRICTED.value,
    Label.SEALED.value,
)

LABEL_NAMES: dict[str, str | Promise] = {
    OPEN: _("Open"),
    TEAM: _("Team"),
    RESTRICTED: _("Restricted"),
    SEALED: _("Sealed"),
}
LABEL_MEANINGS: dict[str, str | Promise] = {
    OPEN: _("Everyone here can find and read it."),
    TEAM: _("Teams that are let in, people taking part, and owners. Anyone inside can let others in."),
    RESTRICTED: _("People who are let in, people taking part, and owners. Teams inside can't let others in."),
    SEALED: _("Only the people named in it. Not even owners, unless two owners or admins open it together."),
}
LABEL_CHOICES = [(each.value, LABEL_NAMES[each]) for each in Label]


def closest(*labels: str) -> str:
    """The one that lets the fewest see."""
    return max(labels, key=lambda each: Label(each).rank)
